import { PortalError } from '@/lib/shared/errors'
import type { Answers, Section } from './definition'
import { readForm } from './form-data'
import { changeGroup, withHidden } from './rules'
import { type SaveRequest, type SaveResult, saveRequestSchema } from './save-request'
import type { SectionState } from './ui/section-form'

/**
 * What the person asks for with a section's plain form: 'continue', 'later', 'discard', or a change of a group's items.
 */
export type Posted = { operation: string; answers: Answers; version: number }

/** A section sent as a plain form (JavaScript is off, or not loaded yet). `stored` are the saved answers. */
export function readPosted(section: Section, stored: Answers, form: FormData): Posted & { request: SaveRequest } {
  const { _version, _writer, _do, _shown, ...typed } = readForm(form)
  const operation = typeof _do === 'string' ? _do : 'continue'
  const shown = typeof _shown === 'string' ? _shown.split(' ') : []
  const answers = changeGroup(section, withHidden(section, typed as Answers, stored, shown), operation)
  const version = operation.startsWith('overwrite:') ? operation.split(':')[1] : _version
  const request = saveRequestSchema.safeParse({ answers, version, writer: _writer, seq: 0 })
  if (!request.success)
    throw new PortalError('invalid', 'The form was incomplete. Open the page again and send it once more.')
  return { operation, answers, version: request.data.version, request: request.data }
}

/**
 * What the form shows if another version was saved meanwhile; null if this one was saved. The form keeps its base
 * version, so that only the person's choice overwrites either of the two.
 */
export function conflictOf({ answers, version }: Posted, saved: SaveResult): SectionState | null {
  if (saved.outcome === 'saved') return null
  const { current } = saved
  const theirs = { answers: current.answers, version: current.version, savedAt: current.savedAt.toISOString() }
  return { answers, version, conflict: theirs }
}

/** What the person typed, for a form that could not be sent. */
export function typedIn(form: FormData): { answers: Answers; version: number } {
  const { _version, _writer, _do, _shown, ...typed } = readForm(form)
  return { answers: typed as Answers, version: Number(_version) || 0 }
}
