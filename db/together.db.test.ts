import { count, eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { anApplicant } from '@/lib/tools/testing/applicant'
import { statementsOf } from '@/lib/tools/testing/statements'
import { db } from './client'
import { calls, people } from './schema'
import { together } from './together'

const reads = together(db)

test('reads of the same moment are one statement, and each gets what it would get alone', async () => {
  const one = await anApplicant('First of Two')
  const other = await anApplicant('Second of Two')
  const asked = [
    (from: typeof db) => from.select().from(people).where(eq(people.id, one.id)),
    (from: typeof db) =>
      from.select({ first: people.id, second: people.id }).from(people).where(eq(people.id, other.id)),
    (from: typeof db) => from.select().from(people).where(sql`false`),
    (from: typeof db) => from.select().from(calls).leftJoin(people, eq(people.id, one.id)).orderBy(calls.slug),
    (from: typeof db) => from.select({ n: count() }).from(people).where(eq(people.name, 'First of Two')),
    (from: typeof db) => from.$count(people, eq(people.email, other.email)),
    async (from: typeof db) => [
      ...(await from.execute(sql`select name, ${one.id}::text as id from people where id = ${one.id}`)),
    ],
  ]
  const alone = await Promise.all(asked.map((ask) => ask(db)))
  let answers: unknown
  expect(
    await statementsOf(async () => {
      answers = await Promise.all(asked.map((ask) => ask(reads)))
    }),
  ).toBe(1)
  expect(answers).toEqual(alone)
})

test('a read that waits for another is asked by itself', async () => {
  const { id } = await anApplicant()
  const read = () => reads.select({ id: people.id }).from(people).where(eq(people.id, id))
  expect(await statementsOf(async () => (await read()) && (await read()))).toBe(2)
  expect(await read()).toEqual([{ id }])
})

test('if one read fails, so do those beside it, and later ones do not', async () => {
  const good = () => reads.select({ id: people.id }).from(people).limit(1)
  const results = await Promise.allSettled([good(), reads.execute(sql`select 1 / 0`)])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await good()).toHaveLength(1)
})
