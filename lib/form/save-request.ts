import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import type { Answers } from './definition'

/** PostgreSQL's largest integer. */
const MOST = 2_147_483_647

/** The request that saves a section. */
export const saveRequestSchema = z.object({
  answers: z.record(z.string(), z.unknown()),
  /** The version behind the answers; 0 if there was none. */
  version: z.coerce.number().int().min(0).max(MOST),
  /** An id of the loaded page, and a count of its saves: of one page, the later save always counts. */
  writer: z.string().regex(/^[\w-]{8,64}$/),
  seq: z.coerce.number().int().min(0).max(MOST),
})
export type SaveRequest = z.infer<typeof saveRequestSchema>

/** A stored version. */
export type StoredVersion = { answers: Answers; version: number; savedAt: Date }

export type SaveResult =
  | { outcome: 'saved'; version: number; savedAt: Date }
  /** Somebody saved another version meanwhile; this request overwrote nothing. */
  | { outcome: 'conflict'; current: StoredVersion }

/** The version that is already saved: a repeat of it counts as saved, anything else conflicts with it. */
export function settle(current: StoredVersion, answers: Answers): SaveResult {
  const same = isDeepStrictEqual(current.answers, JSON.parse(JSON.stringify(answers)))
  return same
    ? { outcome: 'saved', version: current.version, savedAt: current.savedAt }
    : { outcome: 'conflict', current }
}

/** The answer to an autosave. */
export function saveResponse(result: SaveResult): Response {
  if (result.outcome === 'saved') return Response.json({ version: result.version, savedAt: result.savedAt })
  const { answers, version, savedAt } = result.current
  return Response.json({ answers, version, savedAt, message: 'Another version was saved meanwhile.' }, { status: 409 })
}
