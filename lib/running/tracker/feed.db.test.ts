import { afterEach, expect, test } from 'vitest'
import { db } from '@/db/client'
import { award } from '@/lib/awarding/decision/award'
import type { Call } from '@/lib/call/call'
import type { Person, Role } from '@/lib/people/actor'
import { createSession, revokeSession } from '@/lib/people/queries'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember, conflictOf } from '@/lib/tools/testing/staff'
import { Feed } from './feed'
import type { Listener } from './listener'
import type { ShownTracker } from './shown-tracker'

const feed = new Feed(db)
afterEach(() => feed.close())

async function signedIn(call: Call, role: Role['role'] = 'admin', institution = 'ucas'): Promise<Person> {
  const person = await aStaffMember([{ role, callId: call.id, institution } as Role])
  const sessionId = await createSession(db, { personId: person.id, userAgent: null, seconds: 1000 })
  return { ...person, sessionId }
}

/** What a browser would receive, as it comes. */
function reading({ stream }: Listener) {
  const got = { trackers: [] as ShownTracker[], ended: false }
  const text = new TextDecoder()
  void (async () => {
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      const message = text.decode(chunk)
      if (message.startsWith('data: ')) got.trackers.push(JSON.parse(message.slice(6)))
    }
    got.ended = true
  })()
  return got
}

const taken = ({ trackers }: ReturnType<typeof reading>) =>
  trackers.map(({ tracks }) => tracks.find(({ key }) => key === 'phd')!.taken)

test('a listener gets the present state, then each change that they may see, and no other', async () => {
  const call = await aDecidedCall(5)
  const admin = await signedIn(call)
  const [secret, visible] = await nominated(call, 2)
  const hidden = await signedIn(call)
  await conflictOf(hidden, secret.id)
  const [all, other, kept] = await Promise.all(
    [admin, await signedIn(call, 'officer', 'ustc'), hidden].map(async (person) =>
      reading(await feed.listen(person, call.id)),
    ),
  )
  await expect.poll(() => [all, other, kept].map((got) => got!.trackers.length)).toEqual([1, 1, 1])
  await award(db, admin, call, 'phd', [secret.id])
  await expect.poll(() => taken(all!)).toEqual([0, 1])
  await award(db, admin, call, 'phd', [visible.id])
  await expect.poll(() => taken(all!)).toEqual([0, 1, 2])
  // Only the second award: no earlier message mentioned it.
  await expect.poll(() => taken(kept!)).toEqual([0, 1])
  expect(taken(other!)).toEqual([0])
})

test('the stream ends at sign-out, at a declared conflict, and for a person’s extra streams', async () => {
  const call = await aDecidedCall(5)
  const [out, conflicted, stays] = [await signedIn(call), await signedIn(call), await signedIn(call)]
  const [first, second, third] = await Promise.all(
    [out, conflicted, stays].map(async (person) => reading(await feed.listen(person, call.id))),
  )
  await revokeSession(db, out.id, out.sessionId)
  const [candidate] = await nominated(call, 1)
  await conflictOf(conflicted, candidate.id)
  await expect.poll(() => [first!.ended, second!.ended]).toEqual([true, true])
  expect(third!.ended).toBe(false)
  await expect(feed.listen(out, call.id)).rejects.toMatchObject({ code: 'signed-out' })
  for (let more = 1; more < 6; more++) await feed.listen(stays, call.id)
  await expect(feed.listen(stays, call.id)).rejects.toMatchObject({ code: 'too-many' })
  feed.close()
  expect(feed.size).toBe(0)
})

test('for a browser that reads nothing, only the last message waits', async () => {
  const call = await aDecidedCall(20)
  const admin = await signedIn(call)
  const listener = await feed.listen(admin, call.id)
  for (let n = 0; n < 30; n++) listener.send(new TextEncoder().encode(`${n}`))
  const reader = listener.stream.getReader()
  const got: string[] = []
  for (let n = 0; n < 3; n++) got.push(new TextDecoder().decode((await reader.read()).value))
  expect(got.slice(1)).toEqual(['0', '29'])
})
