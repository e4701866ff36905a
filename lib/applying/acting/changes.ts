import { eventInWords } from '@/lib/applying/application/event-words'
import type { CallDefinition } from '@/lib/call/definition'

import { NO_CHANGES } from './rules'

type Event = { type: string; data: Record<string, unknown> }

/** What an admin changed while they acted for an applicant, one line each, from the application's events. */
export function changesIn(definition: CallDefinition, events: Event[], acting: string): string[] {
  const its = events.filter(({ type, data }) => data.acting === acting && !NO_CHANGES.includes(type))
  const fields = new Map<string, string[]>()
  for (const { type, data } of its) {
    if (type !== 'section-filled') continue
    const section = String(data.section)
    fields.set(section, [...(fields.get(section) ?? []), ...(data.fields as string[])])
  }
  const answers = [...fields].map(([key, changed]) => {
    const section = definition.sections.find((candidate) => candidate.key === key)
    const labels = changed.map((name) => section?.fields.find((field) => field.key === name)?.label ?? name)
    return `${section?.title ?? key}: ${labels.join(', ')}`
  })
  const others = its
    .filter(({ type }) => type !== 'section-filled')
    .map((event) => {
      const [what, whom] = eventInWords(event)
      return typeof whom === 'string' ? `${what}: ${whom}` : what
    })
  return [...answers, ...others]
}
