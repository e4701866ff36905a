/** Before the number of an error's page: the portal waits for its database, and nothing is at fault. */
export const WAITS = 'wait-'
