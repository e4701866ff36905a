import { and, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { applications, eligibilityChecks, people, referenceRequests } from '@/db/schema'
import { passportKeyOf, plainPassport } from '@/lib/applying/application/search-index'
import { queryOf, type Weight } from '@/lib/applying/application/search-words'
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
 * Searches have endless forms, and their values decide the best plan: PostgreSQL plans their statements each time and
 * does not keep them (see `db/connection.ts`). Without a search there are few, and to plan one takes as long as to
 * answer it.
 */
const ONCE = sql.raw('/* once */ true')

/** The rows that the person sees with this search. */
export function matching(visibility: Visibility, query: Query | null): SQL {
  return and(query ? ONCE : undefined, visibility.base, compileSearch(query, visibility))!
}

/**
 * Compiles a search to a condition on `applications`; undefined for an empty search. Where the person may not know a
 * term's subject, neither the term nor its negation matches, so that no search reveals hidden data.
 */
export function compileSearch(query: Query | null, visibility: Visibility, negated = false): SQL | undefined {
  if (!query) return undefined
  switch (query.kind) {
    case 'not':
      return compileSearch(query.of, visibility, !negated)
    case 'and':
    case 'or': {
      const parts = query.of.flatMap((part) => compileSearch(part, visibility, negated) ?? [])
      return (query.kind === 'and') === negated ? or(...parts) : and(...parts)
    }
    case 'words': {
      const condition = words(query.text, visibility)
      return condition && (negated ? sql`(${condition}) is not true` : condition)
    }
    case 'term': {
      const { known, condition } = term(query, visibility)
      return where(known, negated ? sql`(${condition}) is not true` : condition)
    }
  }
}

/**
 * Words anywhere in the text that the person may know, the number or a part of it; for staff also an e-mail address or
 * a passport.
 */
function words(text: string, visibility: Visibility): SQL | undefined {
  const { named, staff } = visibility
  const numbers = numbersLike(text, visibility)
  const number = numbers.length > 0 ? inArray(applications.number, numbers) : undefined
  const identity = staff === false ? undefined : identified(text)
  const other = or(number, identity && where(staff, identity))
  if (named === true) return or(found(text, []), other)
  const nameless = found(text, ['B', 'C'])
  const all = found(text, [])
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

function found(text: string, weights: Weight[]): SQL | undefined {
  const query = queryOf(text, weights)
  return query === null ? undefined : sql`${applications.search} @@ ${query}::tsquery`
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
      return any(values.map((value) => found(value, ['A'])))
    case 'title':
      return any(values.map((value) => found(value, ['B'])))
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
