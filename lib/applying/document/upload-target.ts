import { db } from '@/db/client'
import { changedBy } from '@/lib/applying/acting/record-changes'
import { callOf, loadApplication } from '@/lib/applying/application/queries'
import type { Person } from '@/lib/people/actor'
import { LIMITS, limited } from '@/lib/people/rate-limit'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { PortalError } from '@/lib/shared/errors'
import { addDocument } from './queries'
import type { Target, UploadFields } from './receive'

/** A document of one's own application, by the posted fields. @throws PortalError 'not-found', 'forbidden', 'too-many' */
export function documentTarget(person: Person) {
  return async (fields: UploadFields): Promise<Target> => {
    await limited(db, LIMITS.upload, person.id)
    const application = await loadApplication(db, person, fields.application ?? '', 'edit')
    const call = await callOf(db, application)
    const kind = call.definition.documents.find((candidate) => candidate.key === fields.kind)
    if (!kind) throw new PortalError('not-found', 'There is no such kind of document.')
    return {
      limits: kind,
      record: (file) => addDocument(db, person, application.id, kind, file),
      recordInfected: (filename, malware) => {
        const { actorId, actorRole, acting } = changedBy(person, application)
        const data = { kind: kind.key, filename, malware, ...acting }
        return recordEvent(db, { applicationId: application.id, actorId, actorRole, type: 'document-infected', data })
      },
    }
  }
}
