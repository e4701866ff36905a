import type { Readable } from 'node:stream'

/** Where files are kept. Keys are ours, never a person's file name. */
export type Storage = {
  /** Keeps a stream under a key, durably once it resolves. Rejects, and keeps nothing, if the stream fails. */
  put(key: string, stream: Readable): Promise<void>
  /** Rejects if there is no such key. */
  get(key: string): Promise<Readable>
  /** Removes the file; does nothing if there is no such key. */
  remove(key: string): Promise<void>
  /** Every kept file and its time, in no order. May include files that come or go meanwhile. */
  list(): AsyncIterable<{ key: string; changed: Date }>
  /** Removes the rest of unfinished files from before that time. Returns how many. */
  removeUnfinished(before: Date): Promise<number>
  /** Rejects if the storage can neither keep nor read files now. */
  reachable(): Promise<void>
}
