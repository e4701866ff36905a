/** The number of limits in a scenario's form. */
export const LIMIT_ROWS = 5
