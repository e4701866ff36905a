import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { applications, people } from '@/db/schema'
import { vectorOf } from '@/lib/applying/application/search-words'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'

type Wanted = Partial<typeof applications.$inferInsert> & { name?: string; abstract?: string }

/** A submitted application of a separate Call, as a row only; returns its id. */
export async function aListed(call: Call, n: number, wanted: Wanted = {}): Promise<string> {
  const { name = `Applicant ${n}`, abstract = '', ...columns } = wanted
  const email = `${randomUUID()}@example.org`
  const [person] = await db.insert(people).values({ email, name }).returning({ id: people.id })
  const track = columns.track ?? 'phd'
  const code = call.definition.tracks.find(({ key }) => key === track)!.code
  const title = columns.title ?? `Title ${n}`
  const id = randomUUID()
  await db.insert(applications).values({
    id,
    callId: call.id,
    personId: person!.id,
    track,
    institution: 'ucas',
    state: 'submitted' as State,
    number: `${call.definition.code}-${code}-${String(n).padStart(5, '0')}`,
    country: 'NG',
    title,
    submittedAt: new Date(Date.UTC(2021, 0, n)),
    applicantName: name,
    gender: 'female',
    language: 'english',
    search: vectorOf([
      { text: name, weight: 'A' },
      { text: title, weight: 'B' },
      { text: abstract, weight: 'C' },
    ]),
    ...columns,
  })
  return id
}

/** Its applicant. */
export async function personOf(applicationId: string): Promise<string> {
  const [row] = await db
    .select({ personId: applications.personId })
    .from(applications)
    .where(eq(applications.id, applicationId))
  return row!.personId
}
