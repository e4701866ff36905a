import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { applications } from '@/db/schema'
import { answerOffer } from '@/lib/awarding/decision/answer'
import { award } from '@/lib/awarding/decision/award'
import { releaseResults } from '@/lib/awarding/decision/release'
import type { Role } from '@/lib/people/actor'
import type { Scope } from '@/lib/people/api-token/scopes'
import { makeToken } from '@/lib/people/api-token/tokens'
import { aDecidedCall, nominated } from '@/lib/tools/testing/deciding'
import { aStaffMember } from '@/lib/tools/testing/staff'
import { enrolmentRoute } from './routes'

test('a student system confirms a student’s arrival after the offer is accepted', async () => {
  const call = await aDecidedCall(1)
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }])
  const [{ id, number, person }] = await nominated(call, 1)
  const tokenOf = async (role: Role, scopes: Scope[]) =>
    makeToken(db, await aStaffMember([role]), { name: 'Student system', scopes, days: 7 })
  const officer: Role = { role: 'officer', callId: call.id, institution: 'ucas' }
  const token = await tokenOf(officer, ['enrolment:write'])
  const put = async (token: string, body: unknown = { enrolled: true }) => {
    const headers = { authorization: `Bearer ${token}` }
    const request = new Request('http://localhost:3000/', { method: 'PUT', headers, body: JSON.stringify(body) })
    const answer = await enrolmentRoute(request, { params: Promise.resolve({ number }) })
    return { status: answer.status, body: await answer.json() }
  }
  expect((await put(token)).status).toBe(409)
  await award(db, admin, call, 'phd', [id])
  await releaseResults(db, admin, call)
  expect((await put(token)).status).toBe(409)
  await answerOffer(db, person, id, 'accept')
  expect((await put(await tokenOf(officer, ['applications:read', 'dossiers:read']))).status).toBe(403)
  const elsewhere = await tokenOf({ ...officer, institution: 'ustc' }, ['enrolment:write'])
  expect((await put(elsewhere)).status).toBe(404)
  for (const body of [null, {}, { enrolled: false }, { enrolled: 'true' }, [], 'x'])
    expect((await put(token, body)).status, JSON.stringify(body)).toBe(400)
  expect((await put(token, { enrolled: true, more: 'x'.repeat(20_000) })).status).toBe(413)
  const stateOf = async () => (await db.select().from(applications).where(eq(applications.id, id)))[0]!.state
  expect(await stateOf()).toBe('accepted')
  expect(await put(token)).toEqual({ status: 200, body: { number, state: 'enrolled' } })
  expect((await put(token)).status).toBe(200)
  expect(await stateOf()).toBe('enrolled')
})
