/** Prefix of the number on an error page: the portal waits for its database, and has no fault of its own. */
export const WAITS = 'wait-'
