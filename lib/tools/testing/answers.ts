import type { AllAnswers } from '@/lib/form/definition'
import type { RequestKind } from '@/lib/lifecycle/requests'

const date = (day: string, month: string, year: string) => ({ day, month, year })
const month = (m: string, year: string) => ({ month: m, year })

/** Complete answers to the 2021 Call: a PhD at UCAS with a supervisor. */
export const phdAnswers: AllAnswers = {
  choice: { track: 'phd', institution: 'ucas', programme: 'physics' },
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
    expiresOn: date('1', '3', '2050'),
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
  declarations: { noOther: 'yes', admission: 'yes', truth: 'yes', data: 'yes' },
}

/** The people whom the applicant names. */
export type Asked = {
  kind: RequestKind
  name: string
  email: string
  position?: string
  institution?: string
  country?: string
  relation?: string
}

export const twoReferees: Asked[] = ['One', 'Two'].map((name) => ({
  kind: 'referee',
  name: `Professor ${name}`,
  email: `${name.toLowerCase()}@university.example`,
  position: 'Professor',
  institution: 'Addis Ababa University',
  country: 'ET',
  relation: 'Supervisor of the thesis',
}))

export const aSupervisor: Asked = { kind: 'supervisor', name: 'Li Wei', email: 'li.wei@example.cn' }

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

/** Complete answers to the 2021 Call: a Master's at USTC, which asks for no supervisor. */
export const mastersAnswers: AllAnswers = {
  ...phdAnswers,
  choice: { track: 'masters', institution: 'ustc', programme: 'chemistry' },
  personal: {
    ...phdAnswers.personal,
    givenNames: 'ليلى',
    familyName: 'بن صالح',
    gender: 'female',
    birthDate: date('1', '1', '1991'),
    nationality: 'TN',
  },
  research: {
    title: 'Catalysts for green ammonia',
    abstract: 'How to make ammonia with less energy and no coal. '.repeat(8),
    keywords: 'ammonia, catalysis, energy',
    motivation: 'The laboratory at USTC is among the best of this field. '.repeat(4),
  },
}

export const mastersDocuments = phdDocuments.filter((kind) => kind !== 'master' && kind !== 'agreement')
