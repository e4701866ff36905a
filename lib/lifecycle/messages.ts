/** The states of a message in the database, with their words. Pure. */
export const MESSAGE_STATES = { queued: 'Waiting', sent: 'Sent', failed: 'Failed' } as const
export type MessageState = keyof typeof MESSAGE_STATES
