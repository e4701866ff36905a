import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EDITABLE, REVIEWABLE, STATES } from '@/lib/lifecycle/application'
import { type Actor, type Role, visitor } from './actor'
import { type ApplicationAction, type ApplicationSubject, can, canDecide, canExtend, canRun } from './permissions'

const CHANGES: ApplicationAction[] = ['edit', 'submit', 'withdraw', 'reopen', 'ask-references', 'answer-offer']
const READS: ApplicationAction[] = ['read', 'download']
const REVIEWING: ApplicationAction[] = ['declare-conflict', 'review', 'discuss', 'read-reviews']
const OF_STAFF: ApplicationAction[] = ['read', 'check', 'assign', 'reopen-review', 'read-letters', 'decide', 'enrol']

const role: fc.Arbitrary<Role> = fc.record({
  role: fc.constantFrom('officer' as const, 'reviewer' as const, 'chief' as const, 'admin' as const),
  callId: fc.constantFrom('call', 'other-call', null),
  institution: fc.constantFrom('ustc', 'ucas'),
}) as never
const somebody: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant(visitor),
  fc.constant({ kind: 'link' as const, requestId: 'owner' }),
  fc.record({
    kind: fc.constant('person' as const),
    id: fc.constantFrom('owner', 'other'),
    sessionId: fc.constant('s'),
    email: fc.constant('a@example.org'),
    name: fc.constant('A'),
    emailVerified: fc.boolean(),
    roles: fc.array(role, { maxLength: 3 }),
  }),
)
const application = fc.record({
  personId: fc.constant('owner'),
  state: fc.constantFrom(...STATES),
  callId: fc.constant('call'),
  institution: fc.constantFrom('ustc', 'ucas', null),
  submittedAt: fc.constantFrom(null, new Date()),
  tie: fc.record({
    conflicted: fc.boolean(),
    assignment: fc.constantFrom(
      null,
      { cleared: false, submitted: false },
      { cleared: true, submitted: false },
      { cleared: true, submitted: true },
    ),
    acting: fc.constantFrom(null, 'acting'),
  }),
})
const owns = (actor: Actor) => actor.kind === 'person' && actor.id === 'owner'
/** Acts for the applicant just now. */
const helps = (actor: Actor, { state, tie }: ApplicationSubject) =>
  actor.kind === 'person' &&
  !owns(actor) &&
  tie.acting !== null &&
  !tie.conflicted &&
  EDITABLE.includes(state) &&
  actor.roles.some(({ role, callId }) => role === 'admin' && (callId === null || callId === 'call'))

test('only its applicant and an admin who acts for them change an application, and its answers only while they can be changed', () => {
  fc.assert(
    fc.property(somebody, application, fc.constantFrom(...CHANGES), (actor, subject, action) => {
      const helping = helps(actor, subject) && ['edit', 'ask-references'].includes(action)
      if (!owns(actor)) expect(can(actor, action, subject)).toBe(helping)
      if (action === 'edit')
        expect(can(actor, action, subject)).toBe((owns(actor) || helping) && EDITABLE.includes(subject.state))
    }),
  )
})

test('acting for an applicant gives what filling in needs, to nobody but an admin of the Call, and nothing else', () => {
  const all: ApplicationAction[] = [...CHANGES, ...READS, ...REVIEWING, ...OF_STAFF, 'act-for', 'end-acting']
  const acted = application.map((subject) => ({ ...subject, tie: { ...subject.tie, acting: 'acting' } }))
  // Mostly people who may, because random picks would find only a few.
  const open = fc.record({
    subject: acted,
    state: fc.constantFrom(...EDITABLE),
    conflicted: fc.constantFrom(false, false, true),
  })
  const helper = fc.record({ actor: somebody, role: fc.constantFrom('admin' as const, 'chief' as const) })
  let helped = 0
  const property = (actor: Actor, subject: ApplicationSubject) => {
    if (helps(actor, subject)) helped += 1
    for (const action of all) {
      const without = can(actor, action, { ...subject, tie: { ...subject.tie, acting: null } })
      const gives = ['read', 'edit', 'download', 'ask-references'].includes(action) && helps(actor, subject)
      expect(can(actor, action, subject), action).toBe(without || gives)
    }
  }
  fc.assert(fc.property(somebody, acted, property))
  fc.assert(
    fc.property(helper, open, ({ actor, role }, { subject, state, conflicted }) => {
      const roles: Role[] = [{ role, callId: 'call' }]
      const one = actor.kind === 'person' ? { ...actor, roles } : actor
      property(one, { ...subject, state, tie: { ...subject.tie, conflicted } })
    }),
  )
  expect(helped).toBeGreaterThan(0)
})

test('an admin of the Call begins to act for another applicant, while the application can be changed, without a conflict of interest', () => {
  fc.assert(
    fc.property(somebody, application, fc.constantFrom(...EDITABLE, undefined), (actor, given, state) => {
      const subject = { ...given, state: state ?? given.state }
      const may = helps(actor, { ...subject, tie: { ...subject.tie, acting: 'acting' } })
      expect(can(actor, 'act-for', subject)).toBe(may)
      expect(can(actor, 'end-acting', subject)).toBe(may || owns(actor))
    }),
  )
})

test('only its applicant and an admin who acts for them read a draft; later also officers of its institution, the chief and admins of its Call', () => {
  fc.assert(
    fc.property(somebody, application, fc.constantFrom(...READS), (actor, subject, action) => {
      const staff =
        actor.kind === 'person' &&
        subject.state !== 'draft' &&
        subject.submittedAt !== null &&
        !subject.tie.conflicted &&
        actor.roles.some(({ role, callId, institution }: Role & { institution?: string | null }) =>
          role === 'admin' || role === 'chief'
            ? callId === null || callId === 'call'
            : role === 'officer' && callId === 'call' && institution === subject.institution,
        )
      expect(can(actor, action, subject)).toBe(owns(actor) || staff || helps(actor, subject))
      expect(can(actor, 'read-letters', subject)).toBe(!owns(actor) && staff)
    }),
  )
})

test('with a declared conflict, or on one’s own application, no role gives anything', () => {
  fc.assert(
    fc.property(somebody, application, fc.constantFrom(...REVIEWING, ...OF_STAFF), (actor, subject, action) => {
      const mine = owns(actor) && action === 'read'
      if (subject.tie.conflicted || owns(actor)) expect(can(actor, action, subject)).toBe(mine)
    }),
  )
})

test('a reviewer reads what was assigned to them once cleared, and the others’ reviews after their own', () => {
  const reviewer = fc.record({
    kind: fc.constant('person' as const),
    id: fc.constant('other'),
    sessionId: fc.constant('s'),
    email: fc.constant('a@example.org'),
    name: fc.constant('A'),
    emailVerified: fc.boolean(),
    roles: fc.constant<Role[]>([{ role: 'reviewer', callId: 'call' }]),
  })
  fc.assert(
    fc.property(reviewer, application, (actor, subject) => {
      const { conflicted, assignment } = subject.tie
      const assigned =
        assignment !== null && !conflicted && subject.submittedAt !== null && REVIEWABLE.includes(subject.state)
      expect(can(actor, 'declare-conflict', subject)).toBe(assigned)
      expect(can(actor, 'review', subject)).toBe(assigned && assignment.cleared)
      for (const action of ['discuss', 'read-reviews'] as const)
        expect(can(actor, action, subject)).toBe(assigned && assignment.cleared && assignment.submitted)
      for (const action of [...OF_STAFF, ...CHANGES]) expect(can(actor, action, subject)).toBe(false)
    }),
  )
})

test('a chief or admin who has a review to write reads no others’ before', () => {
  fc.assert(
    fc.property(application, fc.constantFrom('chief' as const, 'admin' as const), (subject, lead) => {
      const roles: Role[] = [lead, 'reviewer' as const].map((role) => ({ role, callId: 'call' }))
      const both = {
        kind: 'person' as const,
        id: 'other',
        sessionId: 's',
        email: '',
        name: '',
        emailVerified: true,
        roles,
      }
      const { assignment } = subject.tie
      const owes = subject.state === 'under-review' && assignment !== null && !assignment.submitted
      for (const action of ['discuss', 'read-reviews'] as const)
        expect(can(both, action, subject)).toBe(can(both, 'reopen-review', subject) && !owes)
    }),
  )
})

test('only admins run the admin’s pages, of any Call or all; only those of all run the mail', () => {
  fc.assert(
    fc.property(somebody, (actor) => {
      const calls = actor.kind === 'person' ? actor.roles.filter(({ role }) => role === 'admin') : []
      for (const part of ['administration', 'deadlines', 'decisions'] as const)
        expect(canRun(actor, part)).toBe(calls.length > 0)
      expect(canRun(actor, 'mail')).toBe(calls.some(({ callId }) => callId === null))
    }),
  )
  expect(canRun({ kind: 'link', requestId: 'r' }, 'mail')).toBe(false)
})

test('only admins of the Call or of all move its deadlines and decide on its places', () => {
  fc.assert(
    fc.property(somebody, (actor) => {
      const admin =
        actor.kind === 'person' &&
        actor.roles.some(({ role, callId }) => role === 'admin' && (callId === null || callId === 'call'))
      expect(canExtend(actor, 'call')).toBe(admin)
      expect(canDecide(actor, 'call')).toBe(admin)
    }),
  )
})

test('only admins decide on an application; its institution’s officers enrol too', () => {
  fc.assert(
    fc.property(somebody, application, (actor, subject) => {
      const others =
        !owns(actor) && subject.state !== 'draft' && subject.submittedAt !== null && !subject.tie.conflicted
      const roles = actor.kind === 'person' && others ? actor.roles : []
      const admin = roles.some(({ role, callId }) => role === 'admin' && (callId === null || callId === 'call'))
      const officer = roles.some(
        (one) => one.role === 'officer' && one.callId === 'call' && one.institution === subject.institution,
      )
      expect(can(actor, 'decide', subject)).toBe(admin)
      expect(can(actor, 'enrol', subject)).toBe(admin || officer)
    }),
  )
})
