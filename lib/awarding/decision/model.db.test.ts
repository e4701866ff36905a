import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications, calls, offers, waitingList } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Person } from '@/lib/people/actor'
import { callById } from '@/lib/platform/call-store/queries'
import { PortalError } from '@/lib/shared/errors'
import { aDecidedCall, type Nominated, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { answerOffer, expireOffers } from './answer'
import { award } from './award'
import { enrol } from './enrol'
import { changeQuota, setLimit } from './quota'
import { revokeOffer } from './revoke'
import { notAward } from './turn-down'
import { verifyPlaces } from './verify'
import { putOnWaitingList } from './waiting'
import { withdrawApplication } from './withdraw'

/** Runs any sequence of actions on the portal and on a model of a few lines: both agree after each step. */

const COUNT = 6
/** These come from the country with a limit of one place. */
const CAPPED = [1, 3, 4]
const CAP = 1

class Model {
  states: State[] = Array(COUNT).fill('nominated')
  waiting: number[] = []
  quota = 2

  holds = (n: number) => ['awarded', 'accepted', 'enrolled'].includes(this.states[n]!)
  taken = () => this.states.filter((_, n) => this.holds(n)).length
  fits = (n: number) => !CAPPED.includes(n) || CAPPED.filter(this.holds).length < CAP
  /** Whether it was done. */
  award(n: number): boolean {
    if (this.states[n] !== 'nominated' || this.taken() >= this.quota || !this.fits(n)) return false
    return this.set(n, 'awarded')
  }
  wait(n: number): boolean {
    if (this.states[n] !== 'nominated') return false
    this.waiting.push(n)
    return this.set(n, 'waiting-list')
  }
  notAward(n: number): boolean {
    if (!['nominated', 'waiting-list'].includes(this.states[n]!)) return false
    return this.leave(n, 'not-awarded')
  }
  answer(n: number, to: 'accepted' | 'declined'): boolean {
    // The same answer again changes nothing, and is no error.
    if (this.states[n] === to) return true
    if (this.states[n] !== 'awarded') return false
    return to === 'accepted' ? this.set(n, to) : this.leave(n, to)
  }
  expire(n: number): boolean {
    return this.states[n] === 'awarded' && this.leave(n, 'expired')
  }
  withdraw(n: number): boolean {
    if (['declined', 'expired', 'revoked', 'enrolled'].includes(this.states[n]!)) return false
    return this.leave(n, 'withdrawn')
  }
  revoke(n: number): boolean {
    return ['awarded', 'accepted'].includes(this.states[n]!) && this.leave(n, 'revoked')
  }
  enrol(n: number): boolean {
    if (this.states[n] === 'enrolled') return true
    return this.states[n] === 'accepted' && this.set(n, 'enrolled')
  }
  changeQuota(quota: number): boolean {
    if (quota < this.taken()) return false
    this.quota = quota
    return true
  }
  private leave(n: number, to: State): boolean {
    const held = this.holds(n)
    this.waiting = this.waiting.filter((one) => one !== n)
    this.set(n, to)
    const next = held && this.taken() < this.quota ? this.waiting.find(this.fits) : undefined
    if (next !== undefined) {
      this.waiting = this.waiting.filter((one) => one !== next)
      this.set(next, 'awarded')
    }
    return true
  }
  private set(n: number, state: State): true {
    this.states[n] = state
    return true
  }
}

type Step = [
  what: 'award' | 'wait' | 'notAward' | 'accept' | 'decline' | 'expire' | 'withdraw' | 'revoke' | 'enrol' | 'quota',
  n: number,
]
const step: fc.Arbitrary<Step> = fc.tuple(
  fc.constantFrom(
    'award',
    'award',
    'award',
    'wait',
    'wait',
    'notAward',
    'accept',
    'decline',
    'expire',
    'withdraw',
    'revoke',
    'enrol',
    'quota',
  ),
  fc.nat(COUNT - 1),
) as never

let call: Call
let admin: Person
beforeAll(async () => {
  call = await aDecidedCall(1)
  admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  // Released from the start, so that everything can happen in any order.
  await db.update(calls).set({ resultsReleasedAt: new Date() }).where(eq(calls.id, call.id))
  call = await callById(db, call.id)
})

function onModel(model: Model, [what, n]: Step): boolean {
  if (what === 'accept' || what === 'decline') return model.answer(n, what === 'accept' ? 'accepted' : 'declined')
  return what === 'quota' ? model.changeQuota(n) : model[what](n)
}

async function onPortal(track: string, all: Nominated[], quota: number, [what, n]: Step): Promise<void> {
  const { id, person } = all[n]!
  switch (what) {
    case 'award':
      return award(db, admin, call, track, [id])
    case 'wait':
      return putOnWaitingList(db, admin, call, track, [id])
    case 'notAward':
      return notAward(db, admin, call, track, [id])
    case 'accept':
    case 'decline':
      return answerOffer(db, person, id, what)
    case 'withdraw':
      return withdrawApplication(db, person, id)
    case 'revoke':
      return void (await revokeOffer(db, admin, id, 'A document is not genuine'))
    case 'enrol':
      return enrol(db, admin, id)
    case 'quota':
      return changeQuota(db, admin, call, { track, quota: n, seen: quota, reason: '' })
    case 'expire': {
      const its = sql`${offers.applicationId} = ${id} and ${offers.state} = 'made'`
      const due = await db
        .update(offers)
        .set({ answerBy: new Date(0) })
        .where(its)
        .returning()
      expect(await expireOffers(db)).toBe(due.length)
      if (due.length === 0) throw new PortalError('conflict', 'not awarded')
    }
  }
}

async function found(track: string, all: Nominated[]) {
  const rows = await db.select().from(applications).where(eq(applications.track, track))
  const states = all.map(({ id }) => rows.find((row) => row.id === id)!.state)
  const list = await db.select().from(waitingList).where(eq(waitingList.track, track)).orderBy(waitingList.rank)
  return { states, waiting: list.map(({ applicationId }) => all.findIndex(({ id }) => id === applicationId)) }
}

let tracks = 0
test('places, states and the waiting list equal those of the model after any sequence of steps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      // A separate track for each run.
      const track = `model-${tracks++}`
      await db.execute(
        sql`insert into tracks (call_id, key, code, name, quota) values (${call.id}, ${track}, 'X', 'Model', 2)`,
      )
      await setLimit(db, admin, call, {
        track,
        label: 'One of Ethiopia',
        institution: null,
        countries: ['ET'],
        genders: null,
        most: CAP,
        least: null,
        hard: true,
      })
      const all: Nominated[] = []
      for (let n = 0; n < COUNT; n++)
        all.push(...(await nominated(call, 1, { track, country: CAPPED.includes(n) ? 'ET' : 'KE' })))
      const model = new Model()
      for (const one of steps) {
        const { quota } = model
        const should = onModel(model, one)
        const did = await onPortal(track, all, quota, one).then(
          () => true,
          (error) => {
            if (!(error instanceof PortalError)) throw error
            return false
          },
        )
        expect([one, did]).toEqual([one, should])
        expect([one, await found(track, all)]).toEqual([one, { states: model.states, waiting: model.waiting }])
      }
      const { faults, taken } = await verifyPlaces(db, { callId: call.id, track }, 2)
      expect({ faults, taken }).toEqual({ faults: [], taken: model.taken() })
    }),
    { numRuns: 25 },
  )
})
