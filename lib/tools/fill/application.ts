import { createHash } from 'node:crypto'
import { factsOfApplication } from '@/lib/applying/application/form-context'
import { applicableDocuments } from '@/lib/applying/application/progress'
import { indexOf } from '@/lib/applying/application/search-index'
import { snapshotOf } from '@/lib/applying/application/snapshot'
import { mailboxOf } from '@/lib/applying/reference/rules'
import type { Call } from '@/lib/call/call'
import type { State } from '@/lib/lifecycle/application'
import type { Random } from '@/lib/shared/seeded-random'
import type { Applicant } from './applicant'
import { letterOf } from './letter'
import { paperOf } from './paper'

const DAY = 86_400_000

/** All the rows of one application, as saving and submitting it leave them; the number comes later. Pure. */
export function rowsOf(random: Random, call: Call, applicant: Applicant, email: string, state: State) {
  const [id, personId] = [random.uuid(), random.uuid()]
  const { answers, country, track } = applicant
  const started = new Date(call.opensAt.getTime() + random.int(0, 20) * DAY + random.int(0, DAY))
  const submittedAt = new Date(started.getTime() + random.int(1, 20) * DAY)
  const draft = state === 'draft'
  const facts = factsOfApplication(call.definition, answers)
  const kinds = applicableDocuments(call.definition, facts).filter(({ min }) => min > 0 || random.chance(0.3))
  const papers = kinds.slice(0, draft ? random.int(0, 5) : kinds.length).map(({ key, label }) => {
    const bytes = paperOf(`${label}: ${applicant.latinName}`, id)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return {
      bytes,
      row: {
        id: random.uuid(),
        applicationId: id,
        kind: key,
        filename: `${key}.pdf`,
        type: 'application/pdf',
        size: bytes.length,
        sha256,
        pages: 1,
        storageKey: random.uuid(),
        uploadedAt: started,
      },
    }
  })
  const requests = (draft ? [] : requestsOf()).map((request, index) => ({
    ...request,
    id: random.uuid(),
    applicationId: id,
    createdAt: new Date(started.getTime() + index),
    mailbox: mailboxOf(request.email),
  }))
  const sections = Object.entries(answers)
    .slice(0, draft ? random.int(1, 6) : undefined)
    .map(([key, given]) => ({
      applicationId: id,
      key,
      answers: given ?? {},
      writer: 'fill',
      seq: 1,
      savedAt: started,
    }))
  const files = papers.map(({ row }) => row)
  const given = { applicant: { name: applicant.name, email }, answers, files, requests }
  const snapshot = draft ? null : snapshotOf(call, given)
  const json = snapshot && JSON.stringify(snapshot)
  const institution = String(answers.choice!.institution)
  return {
    state,
    track,
    papers,
    sections,
    requests,
    snapshot,
    person: { id: personId, email, name: applicant.name, latinName: applicant.latinName },
    application: {
      id,
      callId: call.id,
      personId,
      state,
      track,
      institution,
      createdAt: started,
      updatedAt: draft ? started : submittedAt,
      submittedAt: draft ? null : submittedAt,
      correctBy: state === 'returned' ? new Date(call.closesAt.getTime() + 7 * DAY) : null,
      ...(snapshot && indexOf(call.definition, snapshot)),
    },
    submission: snapshot && {
      applicationId: id,
      attempt: 1,
      snapshot,
      submittedAt,
      sha256: createHash('sha256').update(json!).digest('hex'),
    },
  }

  function requestsOf() {
    const referees = ['one', 'two'].map((which) => ({
      kind: 'referee' as const,
      name: `Professor ${random.pick(['Haddad', 'Okoye', 'Rossi', 'Silva', 'Khan', 'Novak', 'Tran', 'Mwangi'])}`,
      email: `referee-${which}-${random.int(0, 999_999)}@${country.code.toLowerCase()}.example.org`,
      position: 'Professor',
      institution: `University of ${random.pick(country.cities)}`,
      country: country.code,
      relation: 'Supervised my thesis',
      ...letterOf(random, 'referee', submittedAt),
    }))
    if (!applicant.supervised) return referees
    const supervisor = {
      kind: 'supervisor' as const,
      name: `${random.pick(['Li', 'Wang', 'Zhang', 'Chen', 'Zhou'])} ${random.pick(['Wei', 'Lan', 'Jun', 'Min'])}`,
      email: `supervisor-${random.int(0, 999_999)}@cas.example.org`,
      position: null,
      institution: null,
      country: null,
      relation: null,
      ...letterOf(random, 'supervisor', submittedAt),
    }
    return [
      ...referees,
      { ...supervisor, agreedFor: supervisor.state === 'received' ? String(answers.choice!.institution) : null },
    ]
  }
}
export type Filled = ReturnType<typeof rowsOf>
