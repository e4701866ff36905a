import type { CallDefinition, DocumentKind } from '@/lib/call/definition'
import type { Condition } from '@/lib/form/definition'
import { count, formatBytes, list } from '@/lib/shared/format/format'

/** Puts into words what only a Call's definition holds: limits of files, conditions. Pure. */

const KIND_NAMES = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const

/** The rule for a file of this kind, in one line: '1 to 5 files, PDF, up to 10 MB, at most 20 pages'. */
export function documentLimits(document: DocumentKind): string {
  const { min, max, accept, maxBytes, maxPages } = document
  const files = min === max || min === 0 ? `${max > 1 && min === 0 ? 'up to ' : ''}${max}` : `${min} to ${max}`
  return [
    `${files} ${max === 1 ? 'file' : 'files'}`,
    list(accept.map((type) => KIND_NAMES[type])),
    `up to ${formatBytes(maxBytes)}${max > 1 ? ' each' : ''}`,
    maxPages && `at most ${count(maxPages, 'page')}`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** A condition in the Call's words: 'if you apply to UCAS', 'if “Degree” is “Expected”'. */
export function conditionText(definition: CallDefinition, condition: Condition): string {
  const { fact } = condition
  const named = (options: { key: string; name: string }[]) =>
    list(condition.in.map((value) => options.find((option) => option.key === value)?.name ?? value))
  if (fact === 'host') return `if you apply to ${named(definition.hosts)}`
  if (fact === 'track') return `for ${named(definition.tracks)}`
  const [sectionKey, fieldKey] = fact.split('.')
  const section = definition.sections.find((candidate) => candidate.key === sectionKey)
  const field = section?.fields.find((candidate) => candidate.key === fieldKey)
  const options = field && 'options' in field ? field.options : []
  const values = condition.in.map((value) => `“${options.find((option) => option.value === value)?.label ?? value}”`)
  return `if you answer ${list(values)} to “${field?.label ?? fact}”`
}
