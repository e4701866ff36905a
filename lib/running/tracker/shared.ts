import { db } from '@/db/client'
import { drainingSignal } from '@/lib/shared/draining'
import { Feed } from './feed'

// Development reloads this module; the listeners stay.
const store = globalThis as { __tracker?: Feed }

/** The one feed of this process. */
export function feed(): Feed {
  if (store.__tracker) return store.__tracker
  const made = new Feed(db)
  store.__tracker = made
  drainingSignal().addEventListener('abort', () => made.close())
  return made
}
