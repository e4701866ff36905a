import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { type CallDefinition, callDefinitionSchema } from '@/lib/call/definition'
import type { Group } from '@/lib/form/definition'
import { asksTheSame, controlsOf, nodeOf, readControls, withList, withValues } from './edit'
import { factsFor } from './facts'
import { effectsOn } from './impact'
import { findPart } from './parts'
import { valueAt, withValue } from './paths'
import { inconsistencies } from './rules'
import { shownControls } from './ui/shown-controls'

const real = callDefinitionSchema.parse(call2021)
const invented = callDefinitionSchema.parse(inventedCall)

/** Types into the form of an item, by label; the rest stays as shown. */
function typing(definition: CallDefinition, key: string, item: string | undefined, typed: Record<string, string>) {
  const part = findPart(key)!
  const controls = controlsOf(part, definition, item)!
  const labels = controls.map(({ label }) => label)
  for (const label of Object.keys(typed)) expect(labels).toContain(label)
  const shown = shownControls(part, controls, definition, item)
  const values = Object.fromEntries(shown.map(({ label, value }, at) => [`f${at}`, typed[label] ?? value]))
  const read = readControls(controls, values, definition)
  const changed = withValues(part, definition, item, read.values)
  const next = callDefinitionSchema.safeParse(changed)
  const after = next.success ? next.data : definition
  return {
    problems: Object.values(read.problems),
    next: after,
    more: !asksTheSame([controls, definition], [controlsOf(part, after, item), after]),
  }
}

test('an admin adds a rule, tests another question with it, and changes its day', () => {
  const part = findPart('eligibility')!
  const at = `eligibility.rules.${real.eligibility.rules.length}`
  const added = callDefinitionSchema.parse(withList(real, part, 'eligibility.rules', 'add'))
  const nationality = typing(added, 'eligibility', at, {
    'The rule in words': 'Applicants are of a country of the alliance.',
    'Question that it tests': 'nationality',
  })
  expect(nationality.more).toBe(true)
  const countries = typing(nationality.next, 'eligibility', at, { How: 'in', Allowed: 'Kenya\nbr\n' })
  expect(countries.more).toBe(false)
  expect(valueAt(countries.next, `${at}.test`)).toEqual({ in: ['KE', 'BR'] })
  expect(typing(nationality.next, 'eligibility', at, { Allowed: 'Atlantis' }).problems[0]).toContain('Atlantis')
  const not = typing(countries.next, 'eligibility', at, { How: 'notIn' })
  expect(not.more).toBe(true)
  expect(valueAt(not.next, `${at}.test`)).toEqual({ notIn: ['KE', 'BR'] })
  expect(inconsistencies(not.next)).toEqual([])
  const age = typing(real, 'eligibility', 'eligibility.rules.0', { 'Born on or after': '1992-02-29' })
  expect(valueAt(age.next, 'eligibility.rules.0.test')).toEqual({ bornOnOrAfter: '1992-02-29' })
  expect(typing(real, 'eligibility', 'eligibility.rules.0', { 'Born on or after': '1991-02-29' }).problems).toEqual([
    'Born on or after: enter a day that exists, such as 1991-01-31',
  ])
  const none = typing(real, 'eligibility', 'eligibility.rules.3', { Allowed: '' })
  expect(none.problems).toEqual(['Allowed: tick at least one'])
})

test('an admin makes a question depend on another answer, and removes that again', () => {
  const path = 'sections.0.fields.2'
  const asked = typing(invented, 'questions', path, { 'Only if': 'track\nartist\nfellow' })
  expect(valueAt(asked.next, `${path}.when`)).toEqual({ fact: 'track', in: ['artist', 'fellow'] })
  expect(inconsistencies(asked.next)).toEqual([])
  // A page without JavaScript still sends the ticks of the previous answer; they are dropped.
  const other = typing(asked.next, 'questions', path, { 'Only if': 'host\nartist\nfellow\nlab' })
  expect(valueAt(other.next, `${path}.when`)).toEqual({ fact: 'host', in: ['lab'] })
  const empty = typing(asked.next, 'questions', path, { 'Only if': 'host\nartist' })
  expect(empty.problems).toEqual(['Only if: tick at least one value'])
  expect(valueAt(typing(asked.next, 'questions', path, { 'Only if': '' }).next, `${path}.when`)).toBeUndefined()
  expect(factsFor(invented).map(({ value }) => value)).toEqual([
    'track',
    'host',
    'institution',
    'basics.what',
    'basics.where',
    'basics.shoe',
  ])
})

test('an admin adds questions of every kind to a section, a list of entries and both letters', () => {
  const part = findPart('questions')!
  let now = callDefinitionSchema.parse(withList(real, part, 'sections', 'add'))
  const at = real.sections.length
  now = callDefinitionSchema.parse(withList(now, part, `sections.${at}.fields`, 'add'))
  const path = `sections.${at}.fields.0`
  const kinds = ['textarea', 'number', 'scale', 'date', 'month', 'country', 'choice', 'select', 'confirm', 'group']
  for (const kind of kinds) {
    const { next, more, problems } = typing(now, 'questions', path, { 'Kind of answer': kind })
    expect([problems, more, valueAt(next, `${path}.type`)], kind).toEqual([[], kind !== 'select', kind])
    expect(typing(next, 'questions', path, {}).next, kind).toEqual(next)
    now = next
  }
  now = callDefinitionSchema.parse(withList(now, part, `${path}.fields`, 'add'))
  const inner = typing(now, 'questions', `${path}.fields.1`, { 'Kind of answer': 'number', Label: 'Pages' })
  expect((valueAt(inner.next, path) as Group).fields[1]).toMatchObject({ type: 'number', label: 'Pages' })
  expect(inconsistencies(inner.next)).toEqual([])
  const letter = typing(real, 'letters', 'references.letter.fields.8', { 'Only if': 'letter.form\nfile' })
  expect(valueAt(letter.next, 'references.letter.fields.8.when')).toEqual({ fact: 'letter.form', in: ['file'] })
  expect(inconsistencies(letter.next)).toEqual([])
  const options = typing(real, 'letters', 'references.letter.fields.10', { Choices: 'yes | Yes\nno | No | Say why' })
  expect(options.next.references!.letter.fields[10]).toMatchObject({ options: [{ label: 'Yes' }, { hint: 'Say why' }] })
})

test('a Call without letters starts to ask for them, and stops', () => {
  const begun = typing(invented, 'references', undefined, { 'The Call asks for reference letters': 'yes' })
  expect(begun.more).toBe(true)
  expect(begun.next.references!.letter.fields).toHaveLength(1)
  const limits = typing(begun.next, 'references', undefined, { 'Referees at most': '4' })
  expect(limits.next.references).toMatchObject({ min: 2, max: 4 })
  expect(typing(begun.next, 'references', undefined, { 'The Call asks for reference letters': '' }).next).toEqual(
    invented,
  )
})

test('the ranking of a Call has one to three rules, each once', () => {
  const two = typing(invented, 'decisions', undefined, { 'Ranked by': 'rank', 'If equal, by': 'score' })
  expect(two.next.decisions.ranking).toEqual(['rank', 'score'])
  const gap = typing(two.next, 'decisions', undefined, { 'If equal, by': '', 'If still equal, by': 'normalised' })
  expect(gap.next.decisions.ranking).toEqual(['rank', 'normalised'])
  expect(typing(two.next, 'decisions', undefined, { 'If equal, by': 'rank' }).next).toBe(two.next)
})

test('an option that is no longer available is still visible, and stays', () => {
  const part = findPart('questions')!
  const old = { ...invented, documents: [], decisions: { ...invented.decisions, groups: [] } }
  const path = 'sections.0.fields.2'
  const odd = callDefinitionSchema.parse(
    withValues(part, old, path, [
      ['when', { fact: 'gone.answer', in: ['x'] }],
      ['tracks', ['nowhere']],
    ]),
  )
  expect(typing(odd, 'questions', path, {}).next).toEqual(odd)
  const shown = shownControls(part, controlsOf(part, odd, path)!, odd, path)
  expect(shown.find(({ label }) => label === 'Only on these tracks')!.choices).toContainEqual(['nowhere', 'nowhere'])
  expect(shown.find(({ kind }) => kind === 'condition')!.facts).toContainEqual(
    expect.objectContaining({ value: 'gone.answer', choices: [['x', 'x']] }),
  )
  expect(inconsistencies(odd)).toHaveLength(2)
})

test('a removed answer within a list of entries is found', () => {
  const answers = { basics: { what: 'artist', where: 'nile-lab', shoe: 's' }, portfolio: { works: [{ name: 'One' }] } }
  const after = withValue(invented, 'sections.1.fields.0.fields.0.key', 'other')
  const effects = effectsOn(invented, after, { answers, attached: { files: {}, named: [] } }, '2026-01-01')
  expect(effects).toContainEqual({ kind: 'removed', what: 'Portfolio › Works › Name' })
})

test('a missing item has no form', () => {
  const part = findPart('questions')!
  for (const item of ['sections.99', 'sections.0.fields.99', 'tracks.0', 'sections.0.title', '__proto__'])
    expect([nodeOf(part, real, item), controlsOf(part, real, item)], item).toEqual([null, null])
})
