import { factsOfApplication } from '@/lib/applying/application/form-context'
import { needsSupervisor } from '@/lib/applying/reference/rules'
import type { Call } from '@/lib/call/call'
import type { AllAnswers } from '@/lib/form/definition'
import type { Random } from '@/lib/shared/seeded-random'
import { COUNTRIES, type Country } from './countries'
import { latinOf, NAMES, ownOf } from './names'
import { researchIn, researchOf } from './research'

/** An invented applicant: their answers to the form of the 2021 Call. Pure. */
export type Applicant = {
  name: string
  latinName: string
  country: Country
  track: string
  answers: AllAnswers
  /** Whether they name a supervisor beside the referees. */
  supervised: boolean
}

/** The person: a second application by the same person has the same. */
type Identity = { personal: AllAnswers[string]; passport: AllAnswers[string]; latinName: string; name: string }

const date = (year: number, month: number, day: number) => ({ day: `${day}`, month: `${month}`, year: `${year}` })
const month = (m: number, year: number) => ({ month: `${m}`, year: `${year}` })

/** `like`: an applicant who is the same person. */
export function inventApplicant(random: Random, call: Call, number: number, like?: Applicant): Applicant {
  const { definition } = call
  const year = call.opensAt.getUTCFullYear()
  const country = like?.country ?? random.weighted(COUNTRIES.map((entry) => [entry, entry.weight] as const))
  const track =
    like?.track ??
    random.weighted([
      ['phd', 60],
      ['masters', 40],
    ] as const)
  const institution = institutionOf(random, call)
  const { programmes, institutions } = definition
  const programme = random.pick(programmes).key
  const host = institutions.find(({ key }) => key === institution)!.name
  const { personal, passport, latinName, name } = like
    ? { ...like, personal: like.answers.personal, passport: like.answers.passport }
    : identity(random, call, country, track, number)
  const english = researchOf(random, programme, host)
  const arabic = country.culture === 'arabic' && random.chance(0.1)
  const french = country.tongue === 'French' && random.chance(0.3)
  const language = random.weighted([
    ['english', 82],
    ['chinese', 6],
    ['both', 12],
  ] as const)
  const other = arabic ? 'arabic' : french ? 'french' : language === 'chinese' && random.chance(0.7) ? 'chinese' : null
  const { about, paper, ...own } = english
  const university = `University of ${random.pick(country.cities)}`
  const finished = year - random.int(0, 4)
  const levels = track === 'phd' ? ['masters', 'bachelors'] : ['bachelors']
  const answers: AllAnswers = {
    choice: { track, institution, programme },
    personal,
    passport,
    education: {
      highestDegree: levels[0]!,
      degrees: levels.map((level, index) => ({
        level,
        institution: university,
        country: country.code,
        subject: programmes.find(({ key }) => key === programme)!.name,
        from: month(9, finished - 3 - 3 * index),
        to: month(7, finished - 1 - 3 * index),
        grade: `${(2.8 + 1.2 * random.next()).toFixed(1)} of 4`,
      })),
    },
    languages: {
      proficient: language,
      test:
        language === 'chinese'
          ? `HSK ${random.int(4, 6)}`
          : random.chance(0.7)
            ? `IELTS ${random.int(12, 17) / 2}`
            : '',
      mother: country.tongue,
    },
    research: {
      ...(other ? researchIn(other, number) : own),
      ...(track === 'phd' ? { experience: about } : { motivation: about }),
    },
    publications: {
      publications: Array.from({ length: track === 'phd' ? random.int(0, 3) : 0 }, (_, index) => ({
        title: paper,
        authors: `${latinName}, et al.`,
        journal: `Journal of ${programme.replaceAll('-', ' ')}`,
        year: `${year - 1 - index}`,
      })),
    },
    employment: {
      posts: random.chance(0.4)
        ? [
            {
              employer: university,
              position: 'Research assistant',
              country: country.code,
              from: month(3, finished - 1),
            },
          ]
        : [],
    },
    declarations: { noOther: 'yes', admission: 'yes', truth: 'yes', data: 'yes' },
  }
  const supervised = needsSupervisor(definition, factsOfApplication(definition, answers))
  return { name, latinName, country, track, answers, supervised }
}

function identity(random: Random, call: Call, country: Country, track: string, number: number): Identity {
  const year = call.opensAt.getUTCFullYear()
  const names = NAMES[country.culture]
  const gender = random.weighted([
    ['female', 44],
    ['male', 56],
  ] as const)
  const [given, family] = [
    random.pick<string | readonly [string, string]>(names[gender]),
    random.pick<string | readonly [string, string]>(names.family),
  ]
  const latinName = `${latinOf(family)} ${latinOf(given)}`.normalize('NFC').toUpperCase()
  const city = random.pick(country.cities)
  const issued = year - random.int(1, 4)
  return {
    latinName,
    name: `${ownOf(given)} ${ownOf(family)}`,
    personal: {
      givenNames: ownOf(given),
      familyName: ownOf(family),
      gender,
      birthDate: date(bornFrom(call, track) + random.int(1, 9), random.int(1, 12), random.int(1, 28)),
      birthCountry: country.code,
      nationality: country.code,
      residence: country.code,
      address: `${random.int(1, 240)} University Road\n${city}`,
      phone: `+${country.dial} 555 ${String(number % 10_000).padStart(4, '0')}`,
      emergencyContact: '',
    },
    passport: {
      latinName: latinName.replace(/[^A-Za-zÀ-ɏ' .,-]/g, ''),
      number: `${country.code}${String(random.int(0, 9_999_999)).padStart(7, '0')}`,
      issuedBy: country.code,
      issuedOn: date(issued, random.int(1, 12), random.int(1, 28)),
      expiresOn: date(issued + 10, random.int(1, 12), random.int(1, 28)),
    },
  }
}

/** The earliest year of birth that the Call's rules allow. */
function bornFrom({ definition }: Call, track: string): number {
  const years = definition.eligibility.rules.flatMap(({ test, tracks }) =>
    'bornOnOrAfter' in test && (!tracks || tracks.includes(track)) ? [Number(test.bornOnOrAfter.slice(0, 4))] : [],
  )
  return Math.max(1985, ...years)
}

/** USTC and UCAS are the most popular; of the institutes, the first of the list more than the last. */
function institutionOf(random: Random, { definition: { institutions } }: Call): string {
  const kind = random.weighted([
    ['ustc', 22],
    ['ucas', 20],
    ['cas', 58],
  ] as const)
  const of = institutions.filter(({ host }) => host === kind)
  const list = of.length > 0 ? of : institutions
  return list[Math.floor(random.next() ** 2 * list.length)]!.key
}
