import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/db/client'
import { documents, dossiers } from '@/db/schema'
import { submitApplication } from '@/lib/applying/application/submit'
import { storage } from '@/lib/applying/document/storage'
import type { Call } from '@/lib/call/call'
import { findCall } from '@/lib/platform/call-store/queries'
import { tooBusy, WorkEnded } from '@/lib/shared/workers'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication } from '@/lib/tools/testing/applicant'
import { aPdfOf, withFile } from '@/lib/tools/testing/letters'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { makeDossier, openDossier } from './make'
import { findDossier } from './queries'

/** The results of the next calls to the dossiers' process; after them it works. */
const { outcomes } = vi.hoisted(() => ({ outcomes: [] as (Error | null)[] }))
vi.mock(import('@/lib/shared/workers'), async (original) => {
  const actual = await original()
  const workshop: typeof actual.workshop = (script) => {
    const run = actual.workshop(script)
    return async (...given) => {
      const fault = script.includes('dossier') ? outcomes.shift() : null
      if (fault) throw fault
      return run(...given)
    }
  }
  return { ...actual, workshop }
})

let call: Call
let id: string
const ended = new WorkEnded('timed out', true)
/** Every file reaches its folder without a fault. */
const brought = phdDocuments.map(() => null)
const full = Object.assign(new Error('no room'), { code: 'ENOSPC' })

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
})
beforeEach(async () => {
  outcomes.length = 0
  const person = await anApplicant()
  id = await anApplication(person, call, phdAnswers)
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  for (const kind of phdDocuments)
    if (kind === 'passport') await withFile(id, kind, picture, { type: 'image/png' })
    else await withFile(id, kind, await aPdfOf(`text of ${kind}`))
  await submitApplication(db, person, id, call)
})

const dossier = async () => readPdf((await openDossier(id, 'own'))!.stream)
const lost = async () => (await dossier()).all.match(/could not be shown: \w+/g)

test.each([
  ['the whole and the first file', [...brought, ended, ended]],
  ['too many wait', [...brought, ended, tooBusy()]],
  ['too many wait for the picture', [tooBusy()]],
  ['the disk is full', [full]],
  ['the disk is full for one file', [...brought, ended, full]],
])('a fault that passes marks no file as lost: %s', async (_what, faults) => {
  outcomes.push(...faults)
  await expect(makeDossier(id, 'own')).rejects.toThrow()
  expect(await findDossier(db, id, 'own')).toBeNull()
  outcomes.length = 0
  await makeDossier(id, 'own')
  expect(await lost()).toBeNull()
})

test('a picture whose first try ends is shown', async () => {
  outcomes.push(ended)
  await makeDossier(id, 'own')
  expect(await lost()).toBeNull()
})

const later = () =>
  db.update(dossiers).set({ madeAt: sql`now() - interval '11 minutes'` }).where(eq(dossiers.applicationId, id))

test('a file that ends its process twice is left out, for a while', async () => {
  outcomes.push(...brought, ended, ended, ended)
  await makeDossier(id, 'own')
  expect(await lost()).toHaveLength(1)
  await later()
  expect(await openDossier(id, 'own')).toBeNull()
  await makeDossier(id, 'own')
  expect(await lost()).toBeNull()
  await later()
  expect(await lost()).toBeNull()
})

test('a file that is missing is named; once it is back, the dossier soon has it', async () => {
  const [row] = await db.select().from(documents).where(eq(documents.applicationId, id)).limit(1)
  const store = await storage()
  const bytes = await buffer(await store.get(row!.storageKey))
  await store.remove(row!.storageKey)
  await makeDossier(id, 'own')
  expect(await lost()).toHaveLength(1)
  await store.put(row!.storageKey, Readable.from([bytes]))
  await later()
  await makeDossier(id, 'own')
  expect(await lost()).toBeNull()
})
