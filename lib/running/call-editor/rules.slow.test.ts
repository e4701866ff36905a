import { readdirSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { inventedCall } from '@/db/calls/invented'
import { callDefinitionSchema } from '@/lib/call/definition'
import { checklist, partsWithOldYears } from './checklist'
import { instantOfLocal, localOf, textOf } from './controls'
import { copyOf } from './copy'
import { differences } from './differences'
import { controlsOf, nodeOf, readControls, withList, withValues } from './edit'
import { effectsOn, touchesApplications } from './impact'
import { problemsInJson } from './json'
import { asItStands, broughtUpToDate } from './merge'
import { isList } from './part'
import { findPart, PARTS } from './parts'
import { valueAt, withValue } from './paths'
import { readTyped } from './read'
import { inconsistencies, refusals } from './rules'

const invented = callDefinitionSchema.parse(inventedCall)
const real = callDefinitionSchema.parse(call2021)
/** The invented Call without the last question of its first section. */
const withoutShoe = withValue(
  invented,
  'sections.0.fields',
  (valueAt(invented, 'sections.0.fields') as object[]).slice(0, 2),
)

test('both Calls are consistent, and an inconsistency is reported', () => {
  expect(inconsistencies(real)).toEqual([])
  expect(inconsistencies(invented)).toEqual([])
  const [school] = invented.tracks
  const twice = { ...invented, tracks: [...invented.tracks, school!] }
  expect(inconsistencies(twice).join()).toContain('Two of the tracks have the key “school”')
  expect(inconsistencies(withoutShoe).join()).toContain('basics.shoe')
})

test('a question that nobody could answer is reported, and a section that no page could show', () => {
  const withSection = (section: object) =>
    callDefinitionSchema.parse({ ...inventedCall, sections: [...inventedCall.sections, section] })
  const text = { key: 'a', label: 'Why', type: 'textarea', minLength: 9, maxLength: 3 }
  for (const field of [text, { ...text, type: 'number', min: 9, max: 3 }, { ...text, type: 'scale', min: 9, max: 3 }])
    expect(inconsistencies(withSection({ key: 'more', title: 'More', fields: [field] }))).toEqual([
      '“Why”: the lowest value is above the highest.',
    ])
  expect(inconsistencies(withSection({ key: 'check', title: 'Health', fields: [] }))).toEqual([
    '“Health” needs another key: “check” is a page of every application.',
  ])
  const untracked = real.sections.map((section) => ({
    ...section,
    fields: section.fields.filter(({ type }) => type !== 'track'),
  }))
  expect(inconsistencies({ ...real, sections: untracked }).join()).toContain('asks for the track')
})

test('no section has the name of a page of an application', () => {
  const pages = readdirSync('app/apply/[id]', { withFileTypes: true }).filter((one) => one.isDirectory())
  for (const { name } of pages.filter(({ name }) => !name.startsWith('['))) {
    const named = withValue(invented, 'sections.0.key', name)
    expect(inconsistencies(named).join(), name).toContain('is a page of every application')
  }
})

test.each([
  ['2021', real],
  ['invented', invented],
])('every form of the Call %s shows what stands there, and read back as shown it changes nothing', (_, definition) => {
  for (const part of PARTS) {
    const items = isList(part)
      ? part.lists(definition).flatMap(({ path }) => (valueAt(definition, path) as []).map((_, at) => `${path}.${at}`))
      : [undefined]
    for (const item of items) {
      const controls = controlsOf(part, definition, item)!
      const node = nodeOf(part, definition, item)
      const typed = Object.fromEntries(
        controls.map((control, at) => [`f${at}`, textOf(control, valueAt(node, control.path), definition.timeZone)]),
      )
      const { values, problems } = readControls(controls, typed, definition)
      expect(problems, `${part.key} ${item}`).toEqual({})
      const changed = callDefinitionSchema.parse(withValues(part, definition, item, values))
      expect(differences(definition, changed), `${part.key} ${item}`).toEqual([])
    }
  }
})

test('every list takes a new item that the schema accepts, moves it and takes it out again', () => {
  for (const part of PARTS.filter(isList)) {
    for (const { path } of part.lists(real)) {
      const added = withList(withList(real, part, path, 'add'), part, path, 'add')
      const length = (valueAt(real, path) as []).length
      // Texts that are still empty are asked for when the form is sent.
      expect(inconsistencies(callDefinitionSchema.parse(added)), part.key).toEqual([])
      expect((valueAt(added, path) as []).length).toBe(length + 2)
      const gone = withList(withList(added, part, path, `remove:${length}`), part, path, `remove:${length}`)
      expect(gone).toEqual(real)
      if (length > 1) {
        const moved = withList(real, part, path, 'up:1')
        expect(differences(real, moved).map(({ what }) => what)).toContain('moved')
      }
    }
  }
  expect(withList(real, findPart('tracks')!, 'institutions', 'remove:0')).toBe(real)
})

test('an instant is typed in the Call’s zone and comes back the same; one that is not there is refused', () => {
  const at = fc.date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(at, fc.constantFrom('Asia/Shanghai', 'Africa/Cairo', 'America/New_York'), (date, zone) => {
      const whole = new Date(Math.floor(date.getTime() / 1000) * 1000)
      const back = instantOfLocal(localOf(whole.toISOString(), zone), zone)
      // The hour that comes twice in autumn is the earlier or the later one.
      expect([0, 3_600_000]).toContain(Math.abs(Date.parse(back!) - whole.getTime()))
    }),
  )
  expect(instantOfLocal('2031-02-30T10:00', 'UTC')).toBeNull()
  expect(instantOfLocal('tomorrow', 'UTC')).toBeNull()
})

test('rows, numbers and lines that cannot be read say why', () => {
  const anchors = { kind: 'rows', path: 'a', label: 'Anchors', parts: ['score', 'text'], number: 'score' } as const
  expect(readTyped({ ...anchors, parts: [...anchors.parts] }, '1 | weak | very\n5 | good', 'UTC')).toEqual({
    value: [
      { score: 1, text: 'weak | very' },
      { score: 5, text: 'good' },
    ],
  })
  expect(readTyped({ ...anchors, parts: [...anchors.parts] }, 'weak', 'UTC')).toHaveProperty('problem')
  expect(readTyped({ ...anchors, parts: [...anchors.parts] }, 'x | weak', 'UTC')).toHaveProperty('problem')
  expect(readTyped({ kind: 'number', path: 'n', label: 'N' }, '1e9', 'UTC')).toHaveProperty('problem')
  expect(readTyped({ kind: 'lines', numbers: true, path: 'n', label: 'N' }, '7\nx', 'UTC')).toHaveProperty('problem')
})

test('equal definitions differ in nothing, and what differs names the place, the old and the new', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => void expect(differences(value, value)).toEqual([])))
  const changed = withValue(withValue(real, 'tracks.0.quota', 310), 'faq', real.faq.slice(1))
  expect(differences(real, changed)).toEqual(
    expect.arrayContaining([
      { where: 'Tracks › PhD › Quota', what: 'changed', was: '300', now: '310' },
      expect.objectContaining({ what: 'removed', where: expect.stringContaining('Faq › ') }),
    ]),
  )
})

test('a moment in another time zone is the same, a rule is named by its text', () => {
  const at = (definition: typeof real, opensAt: string) => withValue(definition, 'opensAt', opensAt)
  const [utc, beijing] = ['2030-06-15T02:00:00Z', '2030-06-15T10:00:00+08:00']
  expect(differences(at(real, utc), at(real, beijing))).toEqual([])
  expect(differences(at(real, utc), at(real, '2030-06-15T10:00:01+08:00'))).toHaveLength(1)
  expect(differences('10', '1e1')).toHaveLength(1)
  const [present] = real.eligibility.rules
  const rule = { ...present!, key: 'new', text: 'Is kind' }
  const changed = withValue(real, 'eligibility.rules', [...real.eligibility.rules, rule])
  expect(differences(real, changed).map(({ where }) => where)).toEqual(['Eligibility › Rules › Is kind'])
  const part = findPart('eligibility')!
  const [rules] = isList(part) ? part.lists(real) : []
  expect(rules!.nameOf(present as never)).toBe(present!.text)
})

test('an admin sees which answers a change of the Call removes, makes unfit or ineligible, and nothing that was wrong before', () => {
  const answers = { basics: { what: 'artist', where: 'nile-lab', shoe: 's' }, portfolio: { works: [{ name: 'One' }] } }
  const application = { answers, attached: { files: { thesis: 1 }, named: [] } }
  const effects = (after: typeof invented) => effectsOn(invented, after, application, '2026-01-01')
  expect(effects(invented)).toEqual([])
  const without = { ...invented, documents: [] }
  expect(effects(without)).toEqual([{ kind: 'removed', what: 'Documents › Thesis' }])
  expect(effects(withoutShoe)).toContainEqual({ kind: 'removed', what: 'Basics › Shoe size' })
  const elsewhere = withValue(invented, 'institutions.0.key', 'other')
  expect(effects(elsewhere)).toContainEqual({ kind: 'removed', what: 'The chosen institution' })
  const rule = withValue(invented, 'eligibility.rules.0.test', { in: ['l'] })
  expect(effects(rule)).toEqual([{ kind: 'ineligible', what: 'Artists have small shoes.' }])
  expect(touchesApplications(invented, { ...invented, summary: 'x', faq: [{ question: 'a', answer: 'b' }] })).toBe(
    false,
  )
  for (const after of [without, withoutShoe, elsewhere, rule]) expect(touchesApplications(invented, after)).toBe(true)
})

test('an institution that is gone is found in the real Call, and one that is added is of no concern', () => {
  const answers = { choice: { track: 'phd', institution: 'ustc', programme: 'physics' } }
  const application = { answers, attached: { files: {}, named: [] } }
  const without = { ...real, institutions: real.institutions.filter(({ key }) => key !== 'ustc') }
  const kinds = effectsOn(real, without, application, '2026-01-01').map(({ kind, what }) => `${kind} ${what}`)
  expect(kinds).toContain('removed The chosen institution')
  expect(kinds.some((kind) => kind.startsWith('misfit'))).toBe(true)
  const [present] = real.institutions
  const more = { ...real, institutions: [...real.institutions, { ...present!, key: 'more' }] }
  expect(effectsOn(real, more, application, '2026-01-01')).toEqual([])
  const programmes = { ...real, programmes: real.programmes.filter(({ key }) => key !== 'physics') }
  expect(effectsOn(real, programmes, application, '2026-01-01')).toHaveLength(1)
})

test('an admin cannot change the closing of an open Call, the codes of numbered tracks or the weights of scored criteria in the editor', () => {
  const nothing = { opened: false, numbered: false, reviewed: false, released: false }
  const all = { opened: true, numbered: true, reviewed: true, released: true }
  const changed = {
    ...withValue(withValue(real, 'criteria.0.weight', 9), 'tracks.0.code', 'X'),
    closesAt: '2031-01-01T00:00:00Z',
  }
  expect(refusals(real, changed, nothing)).toEqual([])
  expect(refusals(real, changed, all)).toHaveLength(3)
  expect(refusals(real, withValue(real, 'criteria.0.label', 'Other words'), all)).toEqual([])
  expect(refusals(real, { ...real, slug: 'x' }, nothing)).toHaveLength(1)
  // Whom two keep from revoking alone does not let one do by a change of the Call.
  const [one, two] = (['one', 'two'] as const).map((who) => withValue(real, 'decisions.revocation', who)) as [
    typeof real,
    typeof real,
  ]
  expect(refusals(two, one, nothing)).toEqual([])
  expect(refusals(two, one, all)).toEqual([expect.stringContaining('two admins')])
  expect(refusals(one, two, all)).toEqual([])
})

test('a draft takes up deadlines and quotas that were changed elsewhere, unless it changes them itself', () => {
  const live = { ...invented, opensAt: new Date(invented.opensAt), quotas: [{ key: 'school', quota: 9 }] }
  const now = asItStands(invented, { ...live, closesAt: new Date('2100-05-01T00:00:00Z') })
  expect(now.keyDates).toMatchObject([{ at: '2100-05-01T00:00:00Z' }])
  const draft = withValue({ ...invented, summary: 'Mine' }, 'tracks.1.quota', 5)
  const merged = broughtUpToDate(draft, invented, now)
  expect(merged.tracks.map(({ quota }) => quota)).toEqual([9, 5, 1])
  expect([merged.closesAt, merged.summary]).toEqual(['2100-05-01T00:00:00Z', 'Mine'])
  expect(broughtUpToDate(now, now, now)).toEqual(now)
})

test('a copy has every moment a year later, at the same time of day, and the checklist names what is old', () => {
  const copy = callDefinitionSchema.parse(copyOf(real, { slug: '2022', title: 'Next', code: 'ANSO-2022', years: 1 }))
  expect(Date.parse(copy.closesAt)).toBe(Date.parse('2022-03-31T23:59:59+08:00'))
  expect(Date.parse(copy.nomination.closesAt!)).toBe(Date.parse('2022-04-15T23:59:59+08:00'))
  expect(inconsistencies(copy)).toEqual([])
  expect(copy.eligibility).toEqual(real.eligibility)
  expect(partsWithOldYears(copy).map(({ part }) => part)).toContain('key-dates')
  const checks = checklist(copy, new Date('2021-06-01'), 0)
  expect(checks.filter(({ done }) => !done).map(({ text }) => text)).toEqual(
    expect.arrayContaining([expect.stringContaining('Is the date right?')]),
  )
  const old = (at: string) => checklist(copy, new Date(at), 0).filter(({ text }) => text.includes('is in the past'))
  expect([old('2021-06-01').length, old('2022-01-01').length]).toEqual([0, 1])
})

test('a problem in JSON names its line', () => {
  const json = JSON.stringify(real, null, 2)
  const line = json.split('\n').findIndex((text) => text.includes('"quota"')) + 1
  expect(problemsInJson.located(json, [{ path: 'tracks.0.quota', message: 'too small' }]).json).toBe(
    `Line ${line}, tracks.0.quota: too small`,
  )
  expect(problemsInJson.located(json, [{ path: 'tracks.0.nothing', message: 'x' }]).json).toMatch(/^Line \d+,/)
  expect(problemsInJson.parse('{"a": 1,\n "b": }').problem).toContain('line 2')
})
