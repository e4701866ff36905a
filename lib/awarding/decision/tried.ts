/** Rows of limits that a scenario's form has. */
export const TRIED = 5
