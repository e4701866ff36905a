import { expect, test } from 'vitest'
import { inventedCall } from '@/db/calls/invented'
import { callDefinitionSchema } from '@/lib/call/definition'
import type { Field } from '@/lib/form/definition'
import { changesIn } from './changes'

test('the changes appear in the Call’s own words, one line a section, and only those of this time', () => {
  const definition = callDefinitionSchema.parse(inventedCall)
  const section = definition.sections.find(({ fields }) => fields.length > 1)!
  const [first, second] = section.fields as [Field, Field]
  const filled = (acting: string, fields: string[]) => ({
    type: 'section-filled',
    data: { acting, section: section.key, title: section.title, fields },
  })
  const events = [
    { type: 'acting-began', data: { acting: 'now' } },
    { type: 'application-read', data: { acting: 'now' } },
    filled('before', [second.key]),
    filled('now', [first.key]),
    { type: 'document-added', data: { acting: 'now', kind: 'x', filename: 'a.pdf' } },
    { type: 'document-added', data: { kind: 'x', filename: 'by-the-applicant.pdf' } },
    filled('now', ['a-question-that-is-gone']),
    { type: 'request-named', data: { acting: 'now', kind: 'referee', name: 'Ada' } },
  ]
  expect(changesIn(definition, events, 'now')).toEqual([
    `${section.title}: ${first.label}, a-question-that-is-gone`,
    'Document uploaded: a.pdf',
    'Referee named: Ada',
  ])
  expect(changesIn(definition, events, 'never')).toEqual([])
})
