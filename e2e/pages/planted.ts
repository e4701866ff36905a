import { phdAnswers, phdDocuments, twoReferees } from '@/lib/tools/testing/answers'
import { database, portal } from './applicant'
import { ownCall } from './deadlines'

/** Data that no reviewer ever gets. */
export const NEVER = [
  'Ulundibrae Road',
  '7700991',
  'XQ5551212',
  'Vwxkontakt',
  'qophlatin',
  '17 November 1987',
  '1987-11-17',
  '17/11/1987',
  '"1987"',
  '\\"1987\\"',
]
/** Data that names, shows or reaches the applicant, or the people they name: hidden in a blind Call. */
export const NAMES = [
  'Zyxwanda',
  'Qophelani',
  'Jkcoauthor',
  'doi.invalid',
  'Refwhite',
  'Refblack',
  'Supkhumalo',
  'Letterheart',
  'Letterfile',
  'Proposalpage',
  'planted.example',
]
/** Words that the list finds: from the title and the abstract, naming nobody. */
export const TITLE = 'Lysimeter'

const answers = {
  personal: {
    ...phdAnswers.personal,
    givenNames: 'Zyxwanda',
    familyName: 'Qophelani',
    birthDate: { day: '17', month: '11', year: '1987' },
    address: '9 Ulundibrae Road',
    phone: '+27 11 7700991',
    emergencyContact: 'Vwxkontakt, +27 11 7700991',
  },
  passport: { ...phdAnswers.passport, latinName: 'QOPHLATIN ZYXWANDA', number: 'XQ5551212' },
  research: {
    ...phdAnswers.research,
    title: `${TITLE} readings by the method of Qophelani`,
    abstract: `I, Zyxwanda Qophelani (zyx@planted.example), with Prof. Refwhite. ${'About radar and soil. '.repeat(12)}`,
  },
  publications: {
    publications: [
      {
        title: 'On radar, by ZYXWANDA QOPHELANI',
        authors: 'Qophelani Z., Jkcoauthor P.',
        journal: 'Soil',
        year: '2019',
        link: 'https://doi.invalid/10.1/x',
      },
    ],
  },
}

const asked = [
  ...['Refwhite', 'Refblack'].map((name, n) => ({
    ...twoReferees[n]!,
    name: `Professor ${name}`,
    email: `${name.toLowerCase()}@planted.example`,
  })),
  { kind: 'supervisor' as const, name: 'Supkhumalo Li', email: 'supkhumalo@planted.example' },
]

/**
 * A new Call, blind or not, with an application under review that has a planted word in every part, real files and
 * letters; and a second one, whose applicant's name sorts first.
 */
export async function plantedCall(blind: boolean) {
  const { db, findCall, anApplicant, anApplication, withFile, withLetter, aPdfOf, aSubmitted } = await portal()
  const { submitApplication } = await import('@/lib/applying/application/submit')
  const call2021 = (await findCall(db, '2021'))!
  const applicant = await anApplicant('Zyxwanda Qophelani')
  const given = { ...phdAnswers, choice: { ...phdAnswers.choice, institution: 'ucas' }, ...answers }
  const id = await anApplication(applicant, call2021, given, asked)
  const file = await aPdfOf('Proposalpage of Zyxwanda Qophelani')
  for (const kind of phdDocuments) await withFile(id, kind, file, { filename: `Qophelani Zyxwanda ${kind}.pdf` })
  const number = await submitApplication(db, applicant, id, call2021)
  await withLetter(id, asked[0]!.email, { file: await aPdfOf('Letterfile on Zyxwanda') })
  await withLetter(id, asked[1]!.email, { text: 'Letterheart: Zyxwanda Qophelani is outstanding. '.repeat(9) })
  await withLetter(id, asked[2]!.email, 'agreement')
  const second = await aSubmitted(call2021, { state: 'under-review', name: 'Aaa First' })
  const slug = await ownCall(id, 99)
  const sql = database()
  await sql`update calls set definition = jsonb_set(definition, '{review,blind}', to_jsonb(${blind}::boolean)) where slug = ${slug}`
  await sql`update applications set call_id = (select id from calls where slug = ${slug}) where id = ${second.id}`
  await sql`update applications set state = 'under-review' where id = ${id}`
  const documents = await sql<{ id: string; kind: string }[]>`
    select id, kind from documents where application_id = ${id} order by kind`
  const requests = await sql<{ id: string; email: string }[]>`
    select id, email from reference_requests where application_id = ${id} order by email`
  await sql.end()
  const call = (await findCall(db, slug))!
  return { slug, call, id, number, second, applicant, documents: [...documents], requests: [...requests] }
}

export type PlantedCall = Awaited<ReturnType<typeof plantedCall>>
