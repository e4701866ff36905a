import type { AllAnswers } from '@/lib/form/definition'
import type { Asked } from '@/lib/tools/testing/answers'
import { africa } from './africa'
import type { Applicant } from './applicant'
import { elsewhere } from './elsewhere'
import { westAndSouthAsia } from './west-and-south-asia'

export type { Applicant }

/** Twenty invented people of twenty countries, ten for each track of the 2021 Call. */
export const applicants: Applicant[] = [...africa, ...westAndSouthAsia, ...elsewhere]

export const nameOf = ({ givenNames, familyName }: Applicant) => `${givenNames} ${familyName}`.trim()

/** A person's answers to the form of the 2021 Call. */
export function answersOf(applicant: Applicant): AllAnswers {
  const { country, degrees, language, track } = applicant
  return {
    choice: { track, institution: applicant.institution, programme: applicant.programme },
    personal: {
      givenNames: applicant.givenNames,
      familyName: applicant.familyName,
      gender: applicant.gender,
      birthDate: date(applicant.born),
      birthCountry: country,
      nationality: country,
      residence: country,
      address: applicant.address,
      phone: applicant.phone,
    },
    passport: {
      latinName: applicant.latinName,
      number: applicant.passport,
      issuedBy: country,
      issuedOn: date('12/2/2020'),
      expiresOn: date('11/2/2040'),
    },
    education: {
      highestDegree: degrees[0]!.level,
      degrees: degrees.map((degree) => ({ ...degree, country, from: month(degree.from), to: month(degree.to) })),
    },
    languages: language,
    research: {
      title: applicant.title,
      abstract: applicant.abstract,
      keywords: applicant.keywords,
      ...(track === 'phd' ? { experience: applicant.about } : { motivation: applicant.about }),
    },
    publications: { publications: applicant.publications ?? [] },
    employment: {
      posts: (applicant.posts ?? []).map(({ from, to, ...post }) => ({
        ...post,
        country,
        from: month(from),
        ...(to && { to: month(to) }),
      })),
    },
    declarations: { noOther: 'yes', admission: 'yes', truth: 'yes', data: 'yes' },
  }
}

/** The people they name: two referees, and the supervisor where the institution asks for one. */
export function askedBy({ latinName, supervisor, referees, degrees, country }: Applicant): Asked[] {
  const slug = latinName.toLowerCase().replaceAll(' ', '.')
  const asked: Asked[] = referees.map(([name, position], index) => ({
    kind: 'referee',
    name,
    email: `referee-${index + 1}.${slug}@university.example`,
    position,
    institution: degrees[0]!.institution,
    country,
    relation: index === 0 ? 'Supervised my thesis' : 'Taught me for two years',
  }))
  const email = `${supervisor?.toLowerCase().replaceAll(' ', '.')}@host.example.cn`
  return supervisor ? [...asked, { kind: 'supervisor', name: supervisor, email }] : asked
}

function date(text: string) {
  const [day = '', month = '', year = ''] = text.split('/')
  return { day, month, year }
}

function month(text: string) {
  const [month = '', year = ''] = text.split('/')
  return { month, year }
}
