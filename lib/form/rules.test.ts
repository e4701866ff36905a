import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { factsOfApplication, formContext } from '@/lib/applying/application/form-context'
import { progressOf } from '@/lib/applying/application/progress'
import { answersToHandIn } from '@/lib/applying/application/summary'
import { callDefinitionSchema } from '@/lib/call/definition'
import { decideEligibility, isOpen } from '@/lib/call/rules'
import { STATES } from '@/lib/lifecycle/application'
import type { RequestKind } from '@/lib/lifecycle/requests'
import { allows, transitions } from '@/lib/lifecycle/transitions'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { readForm } from './form-data'
import { answersSetAside, changeGroup, factsAsked, isoDate, shownNames } from './rules'
import { completeSchema } from './schema'

const call = callDefinitionSchema.parse(call2021)

describe('dates', () => {
  test('every real day comes back, and what is no day does not', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (at) => {
        const iso = at.toISOString().slice(0, 10)
        const [year, month, day] = iso.split('-')
        expect(isoDate({ year, month, day: String(Number(day)) }, 'date')).toBe(iso)
      }),
    )
    for (const [day, month, year] of [
      ['31', '2', '2020'],
      ['29', '2', '2021'],
      ['0', '1', '2020'],
      ['1', '13', '2020'],
      ['1', '1', '20'],
      ['x', '1', '2020'],
      ['', '', ''],
    ]) {
      expect(isoDate({ day, month, year }, 'date')).toBeNull()
    }
  })
})

describe('age at the boundary', () => {
  test('born on the day itself is eligible, the day before is not, for both tracks', () => {
    const rules = { phd: '1986-01-01', masters: '1991-01-01' }
    fc.assert(
      fc.property(
        fc.constantFrom<'phd' | 'masters'>('phd', 'masters'),
        fc.integer({ min: -9000, max: 9000 }),
        (track, days) => {
          const born = new Date(Date.parse(rules[track]) + days * 86_400_000).toISOString().slice(0, 10)
          const decision = decideEligibility(call, track, {
            'birth-date': born,
            nationality: 'ET',
            degree: 'masters',
            language: 'english',
            'no-other': 'yes',
          })
          expect(decision.verdict).toBe(days >= 0 ? 'eligible' : 'not-eligible')
        },
      ),
    )
  })
})

describe('the clock', () => {
  test('a call is open, in grace, or closed, and never open again', () => {
    const clock = { opensAt: new Date('2020-12-01'), closesAt: new Date('2021-03-31'), graceMinutes: 5 }
    const order = ['before', 'open', 'grace', 'closed']
    fc.assert(
      fc.property(fc.integer({ min: -1e10, max: 1e10 }), fc.nat(1e9), (offset, later) => {
        const at = new Date(clock.closesAt.getTime() + offset)
        const next = new Date(at.getTime() + later)
        expect(order.indexOf(isOpen(clock, next))).toBeGreaterThanOrEqual(order.indexOf(isOpen(clock, at)))
      }),
    )
    expect(isOpen(clock, clock.closesAt)).toBe('open')
    expect(isOpen(clock, new Date(clock.closesAt.getTime() + 1))).toBe('grace')
    expect(isOpen(clock, new Date(clock.closesAt.getTime() + 5 * 60_000 + 1))).toBe('closed')
  })
})

describe('transitions', () => {
  test('withdrawing is possible before the end of the life, never after, and only a withdrawal is reopened', () => {
    for (const state of STATES) {
      expect(allows('reopen', state)).toBe(state === 'withdrawn')
      if (allows('withdraw', state)) expect(['enrolled', 'withdrawn', 'ineligible']).not.toContain(state)
    }
    expect(transitions.submit.from).toEqual(['draft', 'returned'])
  })
})

describe('the form of the 2021 Call', () => {
  const context = formContext(call, factsOfApplication(call, phdAnswers), '2026-01-01')
  const attached = {
    files: Object.fromEntries(phdDocuments.map((kind) => [kind, 1])),
    named: ['referee', 'referee', 'supervisor'] as RequestKind[],
  }

  test('complete answers are complete, and each missing obligatory answer is found', () => {
    expect(progressOf(call, phdAnswers, attached, context).filter((entry) => entry.state !== 'complete')).toEqual([])
    for (const [key, field] of [
      ['personal', 'givenNames'],
      ['research', 'experience'],
      ['declarations', 'truth'],
    ] as const) {
      const answers = { ...phdAnswers, [key]: { ...phdAnswers[key], [field]: '' } }
      const entry = progressOf(call, answers, attached, context).find(({ section }) => section.key === key)!
      expect(Object.keys(entry.errors)).toEqual([field])
    }
  })

  test.each([
    [['referee'], 'ucas', ['referees', 'supervisor']],
    [['referee', 'referee'], 'ucas', ['supervisor']],
    [['referee', 'referee'], 'ustc', []],
    [['referee', 'referee', 'supervisor'], 'iop', []],
  ] as const)('naming %j for %s leaves to be named: %j', (named, institution, missing) => {
    const answers = { ...phdAnswers, choice: { ...phdAnswers.choice, institution } }
    const facts = factsOfApplication(call, answers)
    const progress = progressOf(call, answers, { ...attached, named: [...named] }, { ...context, facts })
    expect(Object.keys(progress.find(({ section }) => section.kind === 'references')!.errors)).toEqual(missing)
  })

  test('changing the track keeps every answer, sets aside what does not apply, and hands in none of it', () => {
    const answers = { ...phdAnswers, choice: { ...phdAnswers.choice, track: 'masters', institution: 'ustc' } }
    const facts = factsOfApplication(call, answers)
    const aside = answersSetAside(call.sections, answers, facts).map(({ field }) => field.key)
    expect(aside).toEqual(['experience'])
    const handedIn = answersToHandIn(call, answers, facts)
    expect(handedIn.research).not.toHaveProperty('experience')
    expect(handedIn.personal).toEqual(phdAnswers.personal && { emergencyContact: undefined, ...phdAnswers.personal })
  })
})

describe('a posted form', () => {
  test('dotted names nest, numbers become lists, and prototypes stay as they are', () => {
    const form = new FormData()
    form.append('a.0.b', '1')
    form.append('a.1.b', '2\r\n3')
    form.append('__proto__.polluted', 'yes')
    form.append('constructor.prototype.polluted', 'yes')
    expect(readForm(form)).toEqual({ a: [{ b: '1' }, { b: '2\n3' }] })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('items are added, removed and moved', () => {
    const section = call.sections.find(({ key }) => key === 'employment')!
    const items = (answers: ReturnType<typeof changeGroup>) => answers.posts
    const two = { posts: [{ employer: 'A' }, { employer: 'B' }] }
    expect(items(changeGroup(section, two, 'up:posts:1'))).toEqual([{ employer: 'B' }, { employer: 'A' }])
    expect(items(changeGroup(section, two, 'remove:posts:0'))).toEqual([{ employer: 'B' }])
    expect(items(changeGroup(section, two, 'add:posts'))).toHaveLength(3)
    fc.assert(fc.property(fc.string(), (operation) => void changeGroup(section, two, operation)))
  })
})

test('a form shows and checks the same by the facts that its section asks for as by all', () => {
  for (const { key: track } of call.tracks) {
    const answers = { ...phdAnswers, choice: { ...phdAnswers.choice, track } }
    const facts = factsOfApplication(call, answers)
    for (const section of call.sections) {
      const asked = factsAsked(section, facts)
      expect(shownNames(section, asked)).toEqual(shownNames(section, facts))
      const problems = (known: typeof facts) =>
        completeSchema(section, formContext(call, known, '2021-03-01')).safeParse({}).error?.issues
      expect(problems(asked)).toEqual(problems(facts))
    }
  }
})
