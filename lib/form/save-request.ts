import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import type { Answers } from './definition'

/** PostgreSQL's largest integer. */
const MOST = 2_147_483_647

/** What a page sends to save a section. */
export const saveRequestSchema = z.object({
  answers: z.record(z.string(), z.unknown()),
  /** The version that the answers were based on; 0 if there was none. */
  version: z.coerce.number().int().min(0).max(MOST),
  /** An id of the page as loaded, and a count of its saves: of one page, the later save always counts. */
  writer: z.string().regex(/^[\w-]{8,64}$/),
  seq: z.coerce.number().int().min(0).max(MOST),
})
export type SaveRequest = z.infer<typeof saveRequestSchema>

/** A version as it is stored. */
export type StoredVersion = { answers: Answers; version: number; savedAt: Date }

export type SaveResult =
  | { outcome: 'saved'; version: number; savedAt: Date }
  /** Somebody saved another version meanwhile; nothing was overwritten. */
  | { outcome: 'conflict'; current: StoredVersion }

/** What is saved already: a repeat of it counts as saved, anything else is in conflict with it. */
export function settle(current: StoredVersion, answers: Answers): SaveResult {
  const same = isDeepStrictEqual(current.answers, JSON.parse(JSON.stringify(answers)))
  return same
    ? { outcome: 'saved', version: current.version, savedAt: current.savedAt }
    : { outcome: 'conflict', current }
}

/** How autosave is answered. */
export function saveResponse(result: SaveResult): Response {
  if (result.outcome === 'saved') return Response.json({ version: result.version, savedAt: result.savedAt })
  const { answers, version, savedAt } = result.current
  return Response.json({ answers, version, savedAt, message: 'Another version was saved meanwhile.' }, { status: 409 })
}
