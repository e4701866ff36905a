import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { loadApplication } from '@/lib/applying/application/queries'
import { recordDossierRead } from '@/lib/applying/dossier/record-read'
import { variantFor } from '@/lib/applying/dossier/state'
import { withdrawApplication } from '@/lib/awarding/decision/withdraw'
import { eventsOf } from '@/lib/platform/ledger/queries'
import { actFor, aDraft, signedIn } from '@/lib/tools/testing/acting'
import { anApplication } from '@/lib/tools/testing/applicant'
import { aCall } from '@/lib/tools/testing/deadlines'
import { actingsOf } from './queries'

test('a PDF of everything is recorded if the acting admin downloads it, and not if the applicant does', async () => {
  const call = await aCall(48)
  const admin = await signedIn([{ role: 'admin', callId: call.id }])
  const { applicant, id } = await aDraft(call, admin)
  for (const person of [applicant, admin]) {
    const application = await loadApplication(db, person, id, 'download')
    expect(variantFor(person, application)).toBe('own')
    await recordDossierRead(db, person, application, 'own')
  }
  const [acting] = await actingsOf(db, id)
  const reads = (await eventsOf(db, id)).filter(({ type }) => type.endsWith('-read'))
  expect(reads).toMatchObject([{ type: 'application-read', actorId: admin.id, data: { acting: acting!.id } }])
})

test('nobody fills in for an applicant with whom they compete', async () => {
  const call = await aCall(48)
  const { id } = await aDraft(call)
  const rival = await signedIn([{ role: 'admin', callId: null }])
  const own = await anApplication(rival, call, {})
  await expect(actFor(rival, id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await actingsOf(db, id)).toEqual([])
  await withdrawApplication(db, rival, own)
  await actFor(rival, id)
})
