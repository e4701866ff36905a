import { and, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { applications, eligibilityChecks, people, referenceRequests } from '@/db/schema'
import { passportKeyOf, plainPassport } from '@/lib/applying/application/search-index'
import { queryOf, type Weight, wordsOf } from '@/lib/applying/application/search-words'
import { COUNTRY_CODES } from '@/lib/form/countries'
import { isAddress, plainAddress } from '@/lib/form/email-address'
import { folded } from '@/lib/form/fold'
import { readableAsStaff } from '@/lib/people/readable'
import { type Keyword, rangeOf } from './keywords'
import type { Query } from './search'
import { type Known, ownReviewIs, stateSeen, type Visibility, where } from './visibility'
import { meant, vocabularyOf } from './vocabulary'

type Term = Extract<Query, { kind: 'term' }>
type Compiled = { known: Known; condition: SQL }

/**
 * Searches have endless forms, and their values decide the best plan, as do the institutions of the person: PostgreSQL
 * plans their statements each time and does not keep them (see `db/connection.ts`).
 */
const ONCE = sql.raw('/* once */ true')

/** The rows that the person sees with this search. */
export function matching(visibility: Visibility, query: Query | null): SQL {
  return and(ONCE, visibility.base, compileSearch(query, visibility))!
}

/**
 * The same with the words of phrases in any places, for a search with phrases; null for another. It finds more, but by
 * an index alone, where a phrase makes PostgreSQL read the texts of every row with its words.
 */
export function matchingLoosely(visibility: Visibility, query: Query | null): SQL | null {
  if (visibility.named !== true || !hasPhrase(query)) return null
  return and(ONCE, visibility.base, compileSearch(query, visibility, { loosely: true }))!
}

function hasPhrase(query: Query | null): boolean {
  if (query?.kind === 'and' || query?.kind === 'or') return query.of.some(hasPhrase)
  return query?.kind === 'words' && wordsOf(query.text).length > 1
}

/** `loosely`: what is asked for may match too much. What is excluded is compiled exactly, as it would match too little. */
type How = { negated?: boolean; loosely?: boolean }

/**
 * Compiles a search to a condition on `applications`; undefined for an empty search. Where the person may not know a
 * term's subject, neither the term nor its negation matches, so that no search reveals hidden data.
 */
export function compileSearch(query: Query | null, visibility: Visibility, how: How = {}): SQL | undefined {
  if (!query) return undefined
  const { negated = false, loosely = false } = how
  const apart = loosely && !negated
  switch (query.kind) {
    case 'not':
      return compileSearch(query.of, visibility, { negated: !negated, loosely })
    case 'and':
    case 'or': {
      const together = query.kind === 'and' && !negated
      const { plain, rest } = together ? plainWords(query.of, visibility, apart) : { rest: query.of }
      const parts = rest.flatMap((part) => compileSearch(part, visibility, how) ?? [])
      return (query.kind === 'and') === negated ? or(...parts) : and(plain, ...parts)
    }
    case 'words': {
      const condition = words(query.text, visibility, apart)
      return condition && (negated ? sql`(${condition}) is not true` : condition)
    }
    case 'term': {
      const { known, condition } = term(query, visibility)
      return where(known, negated ? sql`(${condition}) is not true` : condition)
    }
  }
}

/** Neither a number nor an address nor a passport, which `words` looks for as well. */
const isPlain = (part: Query) => part.kind === 'words' && !/[\d@]/.test(folded(part.text))

/**
 * The plain words among the parts that must all match, as one condition: an index answers it alone. Of several
 * conditions it would answer one, and PostgreSQL would read the texts of all that match it for the others.
 */
function plainWords(parts: Query[], { named }: Visibility, apart: boolean): { plain?: SQL; rest: Query[] } {
  if (named !== true) return { rest: parts }
  const texts = parts.flatMap((part) => (part.kind === 'words' && isPlain(part) ? [part.text] : []))
  return { plain: found(texts, [], apart), rest: parts.filter((part) => !isPlain(part)) }
}

/** Whether a search looks for words in texts, which PostgreSQL keeps apart from the rows. */
export function readsTexts(query: Query | null): boolean {
  if (query?.kind === 'and' || query?.kind === 'or') return query.of.some(readsTexts)
  if (query?.kind === 'term') return query.keyword === 'name' || query.keyword === 'title'
  return query?.kind === 'words' || (query?.kind === 'not' && readsTexts(query.of))
}

/**
 * Words anywhere in the text that the person may know, the number or a part of it; for staff also an e-mail address or
 * a passport.
 */
function words(text: string, visibility: Visibility, apart: boolean): SQL | undefined {
  const { named, staff } = visibility
  const numbers = numbersLike(text, visibility)
  const number = numbers.length > 0 ? inArray(applications.number, numbers) : undefined
  const identity = staff === false ? undefined : identified(text)
  const other = or(number, identity && where(staff, identity))
  if (named === true) return or(found([text], [], apart), other)
  const nameless = found([text], ['B', 'C'])
  const all = found([text], [])
  return or(nameless, all && where(named, all), other)
}

/** The numbers that end with the text: `129`, `00129`, `P-00129`; each comes from the index of numbers. */
function numbersLike(text: string, { call }: Visibility): string[] {
  const { code, tracks } = call.definition
  const typed = folded(text).toUpperCase()
  const digits = /^(?:[A-Z0-9-]+-)?(\d{1,9})$/.exec(typed)?.[1]
  if (!digits) return []
  const all = tracks.map((track) => `${code}-${track.code}-${String(Number(digits)).padStart(5, '0')}`.toUpperCase())
  const part = /^\d+$/.test(typed) ? '' : typed.slice(0, -digits.length)
  return all.filter((number) => `-${number.replace(/\d+$/, '')}`.endsWith(`-${part}`) || part === '')
}

/** Has exactly this e-mail address, or this passport number from any country: it compares keys, by their indexes. */
function identified(text: string): SQL | undefined {
  const address = plainAddress(text)
  if (isAddress(address))
    return sql`${applications.personId} = (select id from ${people} where lower(email) = ${address.toLowerCase()})`
  const number = plainPassport(text)
  if (!/^(?=.*\d)[A-Z0-9]{5,20}$/.test(number) || /\s/.test(text.trim())) return undefined
  return inArray(
    applications.passportKey,
    ['', ...COUNTRY_CODES].map((country) => passportKeyOf(country, number)),
  )
}

/** Each of the texts is there; `apart`: or its words in any places. */
function found(texts: string[], weights: Weight[], apart = false): SQL | undefined {
  const queries = texts.flatMap((text) => queryOf(text, weights, apart) ?? [])
  if (queries.length === 0) return undefined
  return sql`${applications.search} @@ ${queries.map((query) => `(${query})`).join(' & ')}::tsquery`
}

function term({ keyword, values }: Term, visibility: Visibility): Compiled {
  const { definition } = visibility.call
  const known = knownFor(keyword, visibility)
  // Each value once, however often the search names it: a statement takes at most 65,535 parameters.
  const keys = () => [
    ...new Set(values.flatMap((value) => meant(vocabularyOf(definition)[keyword] ?? [], value).map(({ key }) => key))),
  ]
  const any = (conditions: (SQL | undefined)[]) => ({ known, condition: or(...conditions) ?? sql`false` })
  const among = (column: PgColumn) => ({ known, condition: inArray(column, keys()) })
  switch (keyword) {
    case 'track':
      return among(applications.track)
    case 'institution':
      return among(applications.institution)
    case 'host': {
      const hosts = keys()
      const of = definition.institutions.filter(({ host }) => hosts.includes(host)).map(({ key }) => key)
      return { known, condition: inArray(applications.institution, of) }
    }
    case 'country':
      return among(applications.country)
    case 'status':
      return { known, condition: inArray(stateSeen(visibility), keys()) }
    case 'discipline':
      return among(applications.programme)
    case 'language':
      return among(applications.language)
    case 'gender':
      return among(applications.gender)
    case 'name':
      return any(values.map((value) => found([value], ['A'])))
    case 'title':
      return any(values.map((value) => found([value], ['B'])))
    case 'number':
      return {
        known,
        condition: inArray(
          applications.number,
          values.flatMap((value) => [...numbersOf(value, visibility), ...numbersLike(value, visibility)]),
        ),
      }
    case 'score':
      return any(values.map((value) => inRange(applications.score, value)))
    case 'reviews':
      return any(values.map((value) => inRange(applications.reviewsIn, value)))
    case 'missing':
      return missing(keys(), visibility)
    case 'review':
      return any(keys().map((key) => ownReview(key, visibility)))
    case 'check':
      return any(
        keys().map(
          (key) => sql`exists (
            select from ${eligibilityChecks} e where e.application_id = ${applications}.id and e.verdict = ${key})`,
        ),
      )
    case 'duplicate':
      return any(
        keys().map((key) => (key === 'yes' ? duplicate(visibility) : sql`(${duplicate(visibility)}) is not true`)),
      )
  }
}

/** The rows where the person knows a term's subject; `missing` asks for several, see there. */
function knownFor(keyword: Keyword, { staff, named, reviewed }: Visibility): Known {
  if (keyword === 'gender' || keyword === 'check' || keyword === 'duplicate') return staff
  if (keyword === 'name') return named
  return keyword === 'score' || keyword === 'reviews' ? reviewed : true
}

function inRange(column: PgColumn, text: string): SQL | undefined {
  const range = rangeOf(text)
  if (!range) return undefined
  const { from, to, fromOpen, toOpen } = range
  return and(
    from === null ? undefined : (fromOpen ? gt : gte)(column, sql`${from}::float8`),
    to === null ? undefined : (toOpen ? lt : lte)(column, sql`${to}::float8`),
  )
}

/** An application's number, or all numbers that end with these digits. */
function numbersOf(text: string, { call }: Visibility): string[] {
  const { code, tracks } = call.definition
  const typed = folded(text)
  if (!/^\d{1,9}$/.test(typed)) return [typed.toUpperCase().replaceAll('\0', '')]
  return tracks.map((track) => `${code}-${track.code}-${String(Number(typed)).padStart(5, '0')}`)
}

function missing(keys: string[], { call, staff, reviewed }: Visibility): Compiled {
  const notCome = (kind: 'referee' | 'supervisor') => sql`exists (
    select from ${referenceRequests} q where q.application_id = ${applications}.id
      and q.kind = ${sql.raw(`'${kind}'`)} and q.ended_at is null and q.state <> 'received')`
  const kinds = keys.map((key) => {
    if (key === 'letter') return notCome('referee')
    if (key === 'agreement') return notCome('supervisor')
    return lt(applications.reviewsIn, call.definition.reviewersPerApplication)
  })
  // Only rows where the person knows everything that the search asks for.
  const of = keys.map((key) => (key === 'review' ? reviewed : staff))
  const known = of.includes(false) ? false : and(...of.flatMap((one) => (one === true ? [] : [one as SQL])))
  return { known: known ?? true, condition: or(...kinds) ?? sql`false` }
}

function ownReview(key: string, { person }: Visibility): SQL {
  if (key === 'mine') return ownReviewIs(person)
  return ownReviewIs(person, key === 'done' ? sql`r.submitted_at is not null` : sql`r.submitted_at is null`)
}

/**
 * Shares a passport, or a name and birth date, with another application that the person reads as staff; others reveal
 * nothing.
 */
function duplicate({ person, call }: Visibility): SQL {
  const shared = (key: PgColumn) => {
    const others = and(eq(applications.callId, call.id), readableAsStaff(person))
    // An index alone finds the few keys that occur twice at all. In each inner query the table's name means the other
    // rows.
    return sql`${key} in (
      select ${key} from ${applications} where ${eq(applications.callId, call.id)} group by ${key} having count(*) > 1
    ) and exists (
      select from (select ${key} as key, ${applications.id} as id) own cross join lateral (
        select from ${applications} where ${others} and ${key} = own.key and ${applications.id} <> own.id) other)`
  }
  return or(shared(applications.passportKey), shared(applications.personKey))!
}
