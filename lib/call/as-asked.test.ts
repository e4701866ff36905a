import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import type { Group, Section } from '@/lib/form/definition'
import { asAsked } from './as-asked'
import { type CallDefinition, callDefinitionSchema } from './definition'

const then = callDefinitionSchema.parse(call2021)

const withSection = (key: string, change: (section: Section) => Section): CallDefinition => ({
  ...then,
  sections: then.sections.map((section) => (section.key === key ? change(section) : section)),
})
const sectionOf = ({ sections }: CallDefinition, wanted: string) => sections.find(({ key }) => key === wanted)!

test('questions, documents, rules and names are as they were asked; review, criteria, dates and decisions as they are', () => {
  const [phd, masters] = then.tracks
  const now: CallDefinition = {
    ...then,
    closesAt: '2031-01-01T00:00:00Z',
    documents: [],
    criteria: [],
    sections: then.sections.slice(0, 1),
    eligibility: { questions: [], rules: [] },
    review: { ...then.review, blind: true },
    tracks: [
      { ...phd!, name: 'Doctorate', quota: 9 },
      { ...masters!, key: 'postdoc' },
    ],
  }
  const whole = asAsked(now, then)
  for (const part of ['sections', 'documents', 'eligibility', 'listing', 'references'] as const)
    expect(whole[part], part).toEqual(then[part])
  for (const part of ['closesAt', 'criteria', 'review', 'decisions', 'nomination'] as const)
    expect(whole[part], part).toEqual(now[part])
  expect(whole.tracks.map(({ key }) => key)).toEqual(['phd', 'masters', 'postdoc'])
  expect(whole.tracks.find(({ key }) => key === 'phd')!.name).toBe(phd!.name)
  expect(asAsked(now, then)).toBe(whole)
  expect(asAsked(then, then)).toEqual(then)
})

test('reviewers see no answer that the Call withholds now or withheld at the submission', () => {
  const open = withSection('languages', (section) => ({
    ...section,
    fields: section.fields.map((field) => ({ ...field, withheld: 'blind' as const })),
  }))
  expect(sectionOf(asAsked(open, then), 'languages').fields.map(({ withheld }) => withheld)).toEqual(
    sectionOf(then, 'languages').fields.map(() => 'blind'),
  )
  // The question now withholds less, or is gone: the old one stays as it was.
  const personal = sectionOf(then, 'personal')
  const bare = withSection('personal', (section) => ({ ...section, withheld: undefined, fields: [] }))
  expect(sectionOf(asAsked(bare, then), 'personal')).toEqual(personal)
  const stricter = withSection('publications', (section) => {
    const [group] = section.fields as [Group]
    const fields = group.fields.map((field) => ({ ...field, withheld: 'reviewers' as const }))
    return { ...section, withheld: 'blind', fields: [{ ...group, fields }] }
  })
  const publications = sectionOf(asAsked(stricter, then), 'publications')
  expect(publications.withheld).toBe('blind')
  expect((publications.fields[0] as Group).fields.every(({ withheld }) => withheld === 'reviewers')).toBe(true)
})
