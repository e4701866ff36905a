import { db } from '@/db/client'
import type { Call } from '@/lib/call/call'
import type { Answers } from '@/lib/form/definition'
import type { Person } from '@/lib/people/actor'
import { criteriaOf, RECOMMENDATION, scoreField, TO_COMMITTEE } from '@/lib/selecting/review/form'
import { saveReview } from '@/lib/selecting/review/save'
import { submitReview } from '@/lib/selecting/review/submit'
import type { Several } from './several'
import { aStaffMember, aSubmitted, assignTo } from './staff'

/** A complete PhD review that gives this score for every criterion. */
export function fullReview({ definition }: Call, score: number): Answers {
  const scores = criteriaOf(definition, 'phd').map(({ key }) => [scoreField(key), String(score)])
  const recommendation = definition.review.recommendations[0]?.value
  return {
    ...Object.fromEntries(scores),
    ...(recommendation ? { [RECOMMENDATION]: recommendation } : {}),
    [TO_COMMITTEE]: 'A sound plan with few gaps.',
  }
}

/** An application under review, with this many reviewers who have declared no conflict. */
export async function anUnderReview<N extends number>(
  call: Call,
  reviewers: N,
  wanted: Parameters<typeof aSubmitted>[1] = {},
) {
  const application = await aSubmitted(call, { state: 'under-review', ...wanted })
  const people: Person[] = []
  const assignments: string[] = []
  for (let n = 0; n < reviewers; n++) {
    const person = await aStaffMember([{ role: 'reviewer', callId: call.id }], { name: `Reviewer ${n}` })
    people.push(person)
    assignments.push(await assignTo(person, application.id))
  }
  return { ...application, people: people as Several<Person, N>, assignments: assignments as Several<string, N> }
}

/** Saves a complete review as the page does. */
export async function typeReview(call: Call, person: Person, id: string, score: number): Promise<void> {
  const request = { answers: fullReview(call, score), version: 0, writer: 'test-writer', seq: 1 }
  const { outcome } = await saveReview(db, person, id, request)
  if (outcome !== 'saved') throw new Error('The review was not saved.')
}

/** Saves a complete review and submits it. */
export async function handIn(call: Call, person: Person, id: string, score: number): Promise<void> {
  await typeReview(call, person, id, score)
  await submitReview(db, person, id, 1)
}
