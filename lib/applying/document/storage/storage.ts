import type { Readable } from 'node:stream'

/** Where files are kept. Keys are ours, never a person's file name. */
export type Storage = {
  /** Keeps a stream under a key, durably once it resolves. Rejects, and keeps nothing, if the stream fails. */
  put(key: string, stream: Readable): Promise<void>
  /** Rejects if there is no such key. */
  get(key: string): Promise<Readable>
  /** Removes it; nothing happens if there is no such key. */
  remove(key: string): Promise<void>
  /** Every file that is kept, with when it was put, in no order. Those that come or go meanwhile may be among them. */
  list(): AsyncIterable<{ key: string; changed: Date }>
  /** Removes what is left of files that were never put whole, and begun before that time. Returns how many. */
  removeUnfinished(before: Date): Promise<number>
  /** Rejects if files can be neither kept nor read now. */
  reachable(): Promise<void>
}
