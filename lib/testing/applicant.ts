import { randomUUID } from 'node:crypto'
import { db } from '@/db/client'
import { documents, people } from '@/db/schema'
import { startApplication } from '@/lib/application/queries'
import { saveSection } from '@/lib/application/save'
import type { Call } from '@/lib/call/queries'
import type { AllAnswers } from '@/lib/form/definition'
import type { Person } from '@/lib/people/actor'

/** An applicant with an account in the test's database. */
export async function anApplicant(name = 'Test Applicant'): Promise<Person> {
  const email = `${randomUUID()}@example.org`
  const [row] = await db
    .insert(people)
    .values({ email, name, emailVerifiedAt: new Date() })
    .returning({ id: people.id })
  return { kind: 'person', id: row!.id, sessionId: randomUUID(), email, name, emailVerified: true, roles: [] }
}

/** An application whose answers are saved section by section, as the form does. */
export async function anApplication(person: Person, call: Call, answers: AllAnswers): Promise<string> {
  const id = await startApplication(db, person, call.id)
  for (const [key, given] of Object.entries(answers)) {
    const result = await saveSection(db, person, id, call.definition, key, {
      answers: given ?? {},
      version: 0,
      writer: 'test-writer',
      seq: 1,
    })
    if (result.outcome !== 'saved') throw new Error(`${key} was not saved`)
  }
  return id
}

/** Rows of documents as an upload leaves them; no file is stored. */
export async function withDocuments(applicationId: string, kinds: string[]): Promise<void> {
  for (const kind of kinds) {
    await db.insert(documents).values({
      applicationId,
      kind,
      filename: `${kind}.pdf`,
      type: 'application/pdf',
      size: 1000,
      pages: 1,
      sha256: '0'.repeat(64),
      storageKey: randomUUID(),
    })
  }
}

const date = (day: string, month: string, year: string) => ({ day, month, year })
const month = (m: string, year: string) => ({ month: m, year })

/** Complete answers to the 2021 Call: a PhD at UCAS with a supervisor. */
export const phdAnswers: AllAnswers = {
  choice: {
    track: 'phd',
    institution: 'ucas',
    programme: 'physics',
    supervisorName: 'Li Wei',
    supervisorEmail: 'li.wei@example.cn',
    supervisorAgreed: 'yes',
  },
  personal: {
    givenNames: 'አማኑኤል',
    familyName: 'ተስፋዬ',
    gender: 'male',
    birthDate: date('1', '1', '1986'),
    birthCountry: 'ET',
    nationality: 'ET',
    residence: 'ET',
    address: 'Bole Road 1\nAddis Ababa',
    phone: '+251 11 555 0100',
  },
  passport: {
    latinName: 'TESFAYE AMANUEL',
    number: 'EP1234567',
    issuedBy: 'ET',
    issuedOn: date('2', '3', '2020'),
    expiresOn: date('1', '3', '2090'),
  },
  education: {
    highestDegree: 'masters',
    degrees: [
      {
        level: 'masters',
        institution: 'Addis Ababa University',
        country: 'ET',
        subject: 'Physics',
        from: month('9', '2015'),
        to: month('7', '2017'),
      },
    ],
  },
  languages: { proficient: 'english', test: 'IELTS 7', mother: 'Amharic' },
  research: {
    title: 'Soil moisture from radar',
    abstract: 'A method to read the moisture of soil from radar. '.repeat(8),
    keywords: 'soil, radar, moisture',
    experience: 'Two years in a laboratory for remote sensing. '.repeat(4),
  },
  publications: { publications: [] },
  employment: { posts: [] },
  referees: {
    referees: ['One', 'Two'].map((name) => ({
      name: `Professor ${name}`,
      email: `${name.toLowerCase()}@university.example`,
      position: 'Professor',
      institution: 'Addis Ababa University',
      country: 'ET',
      relation: 'Supervisor of the thesis',
    })),
  },
  declarations: { noOther: 'yes', admission: 'yes', truth: 'yes', data: 'yes' },
}

export const phdDocuments = [
  'passport',
  'cv',
  'bachelor',
  'master',
  'transcripts',
  'proposal',
  'language',
  'agreement',
  'medical',
]
