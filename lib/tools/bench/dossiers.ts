import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import pLimit from 'p-limit'
import type postgres from 'postgres'
import sharp from 'sharp'
import { db } from '@/db/client'
import { submitApplication } from '@/lib/applying/application/submit'
import { storage } from '@/lib/applying/document/storage'
import { contentOf } from '@/lib/applying/dossier/content'
import { contentHash } from '@/lib/applying/dossier/hash'
import { makeDossier } from '@/lib/applying/dossier/make'
import { findDossier, saveDossier } from '@/lib/applying/dossier/queries'
import { findCall } from '@/lib/platform/call-store/queries'
import { serveNext } from '@/lib/tools/cli/serve'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { applicants } from '@/lib/tools/testing/applicants'
import { papersOf } from '@/lib/tools/testing/applicants/papers'
import { withFile, withLetter } from '@/lib/tools/testing/letters'
import { aStaffCookie } from './fill'

const MADE = 60
/** As many as a worker makes, see `queueDossier`. */
const AT_ONCE = 2
const ARCHIVED = 1000
const MB = 1024 * 1024

/**
 * Dossiers per minute, each of ten files (nine PDFs, a photograph of 12 megapixels) and three letters, made two
 * at once as a worker does; then the archive of 1,000 finished ones, read at full speed.
 */
export async function benchDossiers(sql: postgres.Sql, port: number): Promise<void> {
  const ids = await fill()
  const setting = peakOf(/dossier-worker/)
  const start = performance.now()
  const limit = pLimit(AT_ONCE)
  await Promise.all(ids.map((id) => limit(() => makeDossier(id, 'full'))))
  const minutes = (performance.now() - start) / 60_000
  const [mean] = await sql<{ mb: number }[]>`select avg(size) / ${MB} as mb from dossiers`
  console.log(`\n${MADE} dossiers, ${Number(mean!.mb).toFixed(1)} MB each: ${(MADE / minutes).toFixed(0)} a minute`)
  console.log(`peak memory of one of the processes that set them: ${setting()} MB`)
  await copyUntil(sql, ids[0]!, ARCHIVED)
  const headers = { cookie: await aStaffCookie(sql) }
  const next = await serveNext({ port, dev: false, asked: new AbortController().signal })
  const serving = peakOf(/next-server/)
  try {
    const from = performance.now()
    const answer = await fetch(`http://localhost:${port}/api/dossiers`, { method: 'POST', headers })
    let bytes = 0
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) bytes += piece.length
    const seconds = (performance.now() - from) / 1000
    console.log(
      `archive of ${ARCHIVED}: ${(bytes / MB).toFixed(0)} MB, ${(bytes / MB / seconds).toFixed(0)} MB a second`,
    )
  } finally {
    console.log(`peak memory of the server: ${serving()} MB`)
    await next.stop()
  }
}

/** Watches the memory of the processes whose command matches; returns the maximum of one of them, in MB. */
function peakOf(command: RegExp): () => number {
  let peak = 0
  const timer = setInterval(() => {
    for (const line of execFileSync('ps', ['-A', '-o', 'rss=,args=']).toString().split('\n'))
      if (command.test(line)) peak = Math.max(peak, Number.parseInt(line, 10) / 1024)
  }, 250)
  return () => {
    clearInterval(timer)
    return Math.round(peak)
  }
}

/** Copies of an application, each with its dossier in the storage, up to this number. */
async function copyUntil(sql: postgres.Sql, original: string, target: number): Promise<void> {
  const { storageKey, size } = (await findDossier(db, original, 'full'))!
  const copies = await sql<{ id: string }[]>`
    with person as (
      insert into people (email, name, email_verified_at)
      select 'copy-' || n || '@bench.example', 'Copy ' || n, now() from generate_series(1, ${target - MADE}) n returning id
    ), copy as (
      insert into applications (call_id, person_id, track, institution, state, submitted_at, number)
      select a.call_id, p.id, a.track, a.institution, a.state, a.submitted_at, 'COPY-' || p.id
      from applications a, person p where a.id = ${original} returning id
    )
    insert into submissions (application_id, attempt, snapshot, sha256)
    select copy.id, 1, s.snapshot, s.sha256 from submissions s, copy where s.application_id = ${original}
    returning application_id as id`
  const store = await storage()
  for (const { id } of copies) {
    const key = randomUUID()
    await store.put(key, await store.get(storageKey))
    const content = await contentOf(db, id, 'full')
    const made = { variant: 'full' as const, contentHash: contentHash(content!), storageKey: key, size }
    await saveDossier(db, { applicationId: id, ...made })
  }
}

/** Submitted applications with real files in many scripts. */
async function fill(): Promise<string[]> {
  const call = (await findCall(db, '2021'))!
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const
  const photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 85 })
    .toBuffer()
  const ids: string[] = []
  const people = applicants.filter(({ track }) => track === 'phd').slice(0, 4)
  const papers: Awaited<ReturnType<typeof papersOf>>[] = []
  for (const applicant of people) papers.push(await papersOf(applicant))
  for (let count = 0; count < MADE; count++) {
    const [applicant, own] = [people[count % people.length]!, papers[count % people.length]!]
    const person = await anApplicant(`${applicant.givenNames} ${applicant.familyName}`)
    const id = await anApplication(person, call, phdAnswers)
    const cv = own.find(({ kind }) => kind === 'cv')!.bytes
    const fileOf = (kind: string) => own.find((paper) => paper.kind === kind)?.bytes ?? cv
    await withFile(id, 'passport', photo, { type: 'image/jpeg' })
    for (const kind of ['cv', 'bachelor', 'master', 'transcripts', 'proposal', 'language', 'agreement', 'medical'])
      await withFile(id, kind, fileOf(kind))
    await withFile(id, 'papers', cv)
    await submitApplication(db, person, id, call)
    await withLetter(id, 'one@university.example', { text: 'A letter of some length. '.repeat(80) })
    await withLetter(id, 'two@university.example', { file: cv })
    await withLetter(id, 'li.wei@example.cn', 'agreement')
    ids.push(id)
  }
  return ids
}
