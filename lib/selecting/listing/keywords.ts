import { numberText } from '@/lib/form/fold'

/** The keywords of the search language, with their purposes. Pure. */

type About = {
  /** Other names for it. */
  also?: string[]
  /** What it finds, for the help and the completion. */
  about: string
  example: string
  /** Only staff of an application know this. */
  staff?: true
}

export const KEYWORDS = {
  track: { about: 'The track', example: 'track:phd' },
  institution: { also: ['inst'], about: 'The institution applied to', example: 'institution:ustc' },
  host: { about: 'The kind of institution', example: 'host:cas' },
  country: { also: ['nationality'], about: 'The country of citizenship', example: 'country:Nigeria' },
  status: { also: ['state'], about: 'Where the application stands', example: 'status:submitted' },
  discipline: { also: ['programme', 'subject'], about: 'The field of study', example: 'discipline:ecology' },
  language: { also: ['lang'], about: 'The language of study', example: 'language:english' },
  gender: { also: ['sex'], about: 'The gender', example: 'gender:female', staff: true },
  name: { about: 'Words of the applicant’s name', example: 'name:okafor' },
  title: { about: 'Words of the title', example: 'title:soil' },
  number: { also: ['no'], about: 'The application’s number, or its digits', example: 'number:42' },
  score: { about: 'The mean score, 0 to 10', example: 'score:>4' },
  reviews: { about: 'How many reviews are in', example: 'reviews:<2' },
  missing: { about: 'Something is missing: letter, agreement, review', example: 'missing:letter' },
  review: { about: 'Your own reviews: mine, todo, done', example: 'review:todo' },
  check: { also: ['eligibility'], about: 'A verdict of the eligibility check', example: 'check:unclear', staff: true },
  duplicate: { about: 'Likely of the same person as another', example: 'duplicate:yes', staff: true },
} as const satisfies Record<string, About>

export type Keyword = keyof typeof KEYWORDS

export const aboutOf = (keyword: Keyword): About => KEYWORDS[keyword]

/** Every name of a keyword, with the keyword. */
export const aliases: ReadonlyMap<string, Keyword> = new Map(
  (Object.keys(KEYWORDS) as Keyword[]).flatMap((keyword) =>
    [keyword, ...(aboutOf(keyword).also ?? [])].map((name): [string, Keyword] => [name, keyword]),
  ),
)

/** The keywords with numbers as values. */
export const NUMBERS: readonly Keyword[] = ['score', 'reviews']

/** An interval; a null bound means none. */
export type Range = { from: number | null; to: number | null; fromOpen: boolean; toOpen: boolean }

/** Reads '4', '>4', '>=4', '<4', '<=4', '4..6', '4..', '..6'; null for anything else. */
export function rangeOf(typed: string): Range | null {
  const text = numberText(typed)
  const [, sign, single] = /^(>=|<=|>|<|=|≥|≤)?\s*(\d{1,6}(?:\.\d{1,6})?)$/.exec(text) ?? []
  if (single !== undefined) {
    const value = Number(single)
    if (sign === '>' || sign === '>=' || sign === '≥')
      return { from: value, to: null, fromOpen: sign === '>', toOpen: false }
    if (sign === '<' || sign === '<=' || sign === '≤')
      return { from: null, to: value, fromOpen: false, toOpen: sign === '<' }
    return { from: value, to: value, fromOpen: false, toOpen: false }
  }
  const [, low, high] = /^(\d{1,6}(?:\.\d{1,6})?)?\s*(?:\.\.|(?<=\d\s*)-)\s*(\d{1,6}(?:\.\d{1,6})?)?$/.exec(text) ?? []
  if (low === undefined && high === undefined) return null
  const bound = (given: string | undefined) => (given === undefined ? null : Number(given))
  return { from: bound(low), to: bound(high), fromOpen: false, toOpen: false }
}
