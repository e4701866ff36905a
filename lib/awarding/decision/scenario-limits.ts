/** Rows of limits that a scenario's form has. */
export const LIMIT_ROWS = 5
