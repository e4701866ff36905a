import * as z from 'zod'
import { formatDate, formatNumber } from '@/lib/shared/format/format'
import { calendarQuestion } from './calendars'
import type { Answers, Facts, Group, Leaf, Section } from './definition'
import { isAddress, plainAddress } from './email-address'
import { folded, isTelephone, latinProblem, numberIn, storable } from './fold'
import { printProblem } from './font-coverage'
import { isBirth, isEmptyAnswer, isoDate, OR_CONFIRM, visibleFields, visibleItemFields } from './rules'

// A schema here serves only a few requests: compiling it first would cost more than it saves, and a strict
// Content-Security-Policy forbids that in the browser.
z.config({ jitless: true })

/** The requirements of a complete section, as zod; the browser's form and the server both use them. */

export type Choices = { tracks: string[]; institutions: string[]; programmes: string[]; countries: string[] }
/** `today` is an ISO date. */
export type FormContext = { facts: Facts; choices: Choices; today: string }

/**
 * The longest stored text, in characters, whatever the field allows. The portal does not save a longer one and says so.
 */
export const LONGEST = 20_000

const storedText = z
  .string()
  // Written only when it is needed: a phone stops for a while to write its first number.
  .max(LONGEST, {
    error: () => `This text is too long to be saved (more than ${formatNumber(LONGEST)} characters).`,
  })
  .overwrite(storable)
const datePart = z.string().max(10, 'A part of a date has at most 10 characters.').overwrite(storable)
const noFalse = z.union([z.literal(false), z.null()]).transform(() => '')
const storedDate = z.object({ day: datePart, month: datePart, year: datePart, sure: datePart }).partial()

function storedLeaf(field: Leaf) {
  return z.union([noFalse, field.type === 'date' || field.type === 'month' ? storedDate : storedText]).optional()
}

/** What the database may store of a section: any text, complete or not. Drops unknown fields. */
export function storedSchema(section: Section): z.ZodType<Answers> {
  const known = storedSchemas.get(section)
  if (known) return known
  const schema = shapeOf(section.fields, (field) =>
    field.type === 'group'
      ? z
          .array(shapeOf(field.fields, storedLeaf))
          .max(field.max, `No more than ${field.max} can be saved here.`)
          .optional()
      : storedLeaf(field),
  ) as unknown as z.ZodType<Answers>
  storedSchemas.set(section, schema)
  return schema
}

const storedSchemas = new WeakMap<Section, z.ZodType<Answers>>()

function shapeOf<F extends { key: string }>(fields: F[], schema: (field: F) => z.ZodType) {
  return z.object(Object.fromEntries(fields.map((field) => [field.key, schema(field)])))
}

/** The requirements for submitting a section: the fields that these facts show, each complete and within its limits. */
export function completeSchema(section: Section, context: FormContext): ReturnType<typeof madeSchema> {
  const { choices, facts, today } = context
  const shown = visibleFields(section, facts).map((field) =>
    field.type === 'group' ? [field.key, ...visibleItemFields(field, facts).map(({ key }) => key)] : field.key,
  )
  const name = JSON.stringify([facts.born, ...shown])
  const before = completeSchemas.get(section)
  const same = before?.choices === choices && before.today === today
  const known = same ? before.made.get(name) : undefined
  if (known) return known
  const schema = madeSchema(section, context)
  if (same) before.made.set(name, schema)
  else completeSchemas.set(section, { choices, today, made: new Map([[name, schema]]) })
  return schema
}

type Kept = { choices: Choices; today: string; made: Map<string, ReturnType<typeof madeSchema>> }

/** The last schemas of each section, by the shown questions and the day of birth: no other facts matter. */
const completeSchemas = new WeakMap<Section, Kept>()

function madeSchema(section: Section, context: FormContext) {
  const fields = visibleFields(section, context.facts)
  const shape = shapeOf(fields, (field) =>
    field.type === 'group' ? completeGroup(field, context) : completeLeaf(field, context),
  )
  return inOrder(shape, fields)
}

/** Dates that must not be earlier than another date of the same section or item. */
function inOrder<S extends z.ZodType>(shape: S, fields: (Leaf | Group)[]): S {
  const dates = fields.filter((field) => field.type === 'date' || field.type === 'month')
  if (!dates.some((field) => field.after)) return shape
  return shape.superRefine((answers, issues) => {
    const isoOf = (field: (typeof dates)[number]) => isoDate((answers as never)[field.key] ?? {}, field.type)
    for (const field of dates) {
      const first = dates.find((other) => other.key === field.after)
      const [earlier, later] = [first && isoOf(first), isoOf(field)]
      if (!earlier || !later || later >= earlier) continue
      const message = `${field.label}: must not be before “${first!.label}”`
      issues.addIssue({ code: 'custom', path: [field.key], message })
    }
  })
}

function completeLeaf(field: Leaf, context: FormContext) {
  const checked = z.unknown().superRefine((value, issues) => {
    const message = leafProblem(field, value, context)
    if (message) issues.addIssue({ code: 'custom', message })
  })
  // A missing answer is checked like an empty one.
  return checked.prefault('')
}

function completeGroup(group: Group, context: FormContext) {
  const fields = visibleItemFields(group, context.facts)
  const item = inOrder(
    shapeOf(fields, (field) => completeLeaf(field, context)),
    fields,
  )
  const one = group.item.toLowerCase()
  const labelOf = (key: string) => group.fields.find((field) => field.key === key)?.label.toLowerCase() ?? 'answer'
  return z.preprocess(
    (value) => (Array.isArray(value) ? value : []),
    z.array(z.unknown()).superRefine((items, issues) => {
      const problem = (path: PropertyKey[], message: string) => issues.addIssue({ code: 'custom', path, message })
      // Nobody filled in an optional group's empty item; that is no mistake.
      const given = items.flatMap((entry, index) => (group.min > 0 || !isEmptyAnswer([entry as never]) ? [index] : []))
      if (given.length < group.min)
        problem([], `Add at least ${group.min === 1 ? `one ${one}` : `${group.min}: ${group.label.toLowerCase()}`}`)
      if (given.length > group.max) problem([], `No more than ${group.max}: ${group.label.toLowerCase()}`)
      for (const index of given) {
        for (const issue of item.safeParse(items[index]).error?.issues ?? []) {
          problem([index, ...issue.path], issue.message)
        }
      }
      for (const key of group.unique) {
        const seen = new Set<string>()
        for (const index of given) {
          const value = String((items[index] as Answers)[key] ?? '')
            .trim()
            .toLowerCase()
          if (value && seen.has(value)) problem([index, key], `Each ${one} needs another ${labelOf(key)}`)
          seen.add(value)
        }
      }
    }),
  )
}

/** What is wrong with an answer, as a sentence for the person; null if nothing is. */
export function leafProblem(field: Leaf, value: unknown, context: FormContext): string | null {
  if (field.type === 'date' || field.type === 'month') return dateProblem(field, value, context)
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') return field.required ? missing(field) : null
  const { choices } = context
  switch (field.type) {
    case 'text':
      if (text.length > field.maxLength)
        return `${field.label}: no more than ${field.maxLength} characters (it has ${text.length})`
      return formatProblem(field.format, text) ?? unprintable(field, text)
    case 'textarea':
      if (text.length < field.minLength)
        return `${field.label}: at least ${field.minLength} characters (it has ${text.length})`
      if (text.length > field.maxLength)
        return `${field.label}: no more than ${field.maxLength} characters (it has ${text.length})`
      return unprintable(field, text)
    case 'number': {
      const number = numberIn(text)
      if (!(number >= field.min && number <= field.max))
        return `${field.label}: enter a number from ${field.min} to ${field.max}`
      return null
    }
    case 'scale': {
      const number = /^-?\d+$/.test(text) ? Number(text) : Number.NaN
      return number >= field.min && number <= field.max ? null : missing(field)
    }
    case 'confirm':
      return text === 'yes' ? null : missing(field)
    case 'choice':
    case 'select':
      return field.options.some((option) => option.value === text) ? null : missing(field)
    case 'country':
      return choices.countries.includes(text) ? null : missing(field)
    case 'track':
      return choices.tracks.includes(text) ? null : missing(field)
    case 'institution':
      return choices.institutions.includes(text) ? null : missing(field)
    case 'programme':
      return choices.programmes.includes(text) ? null : missing(field)
  }
}

function unprintable(field: Leaf, text: string): string | null {
  const problem = printProblem(text)
  return problem && `${field.label}: ${problem}`
}

function missing(field: Leaf): string {
  if (field.type === 'confirm') return `Please confirm: ${field.label}`
  if (['text', 'textarea', 'number'].includes(field.type)) return `${field.label}: enter an answer`
  return `${field.label}: choose an answer`
}

/** For each format, what is wrong with a text, as a sentence for the person; null if nothing is. */
const formats: Record<string, (text: string) => string | null> = {
  email: (text) => (isAddress(plainAddress(text)) ? null : 'Enter an e-mail address, for example name@example.com'),
  url: (text) =>
    z.url({ protocol: /^https?$/ }).safeParse(text).success ? null : 'Enter an address that begins with https://',
  tel: (text) =>
    isTelephone(text)
      ? null
      : 'Enter a telephone number with its country code, for example +86 10 5555 0100 or +1 212 555 0100 ext. 12',
  latin: latinProblem,
  passport: (text) =>
    /^[A-Za-z0-9]{5,20}$/.test(folded(text))
      ? null
      : 'Enter the number as in the passport: 5 to 20 letters and digits, no spaces',
}

function formatProblem(format: string, text: string): string | null {
  return formats[format]?.(text) ?? null
}

/** How many years from today a date without bounds may be before the form asks about it. */
const USUAL_PAST = 60
const USUAL_FUTURE = 30
/** Nobody lives so long. */
const PAST = 110

function dateProblem(
  field: Extract<Leaf, { type: 'date' | 'month' }>,
  value: unknown,
  { today, facts }: FormContext,
): string | null {
  const parts = (typeof value === 'object' && value !== null ? value : {}) as { [part: string]: string }
  const kind = field.type
  if (isEmptyAnswer(parts)) return field.required ? `${field.label}: enter the ${kind}` : null
  const iso = isoDate(parts, kind)
  if (!iso) {
    const example = kind === 'date' ? '27 3 1994' : '9 2018'
    return `${field.label}: this is not a real ${kind}. Enter it in numbers, for example ${example}`
  }
  const bound = (limit: string | undefined) => limit && boundOf(limit, today).slice(0, iso.length)
  const [min, max] = [bound(field.min), bound(field.max)]
  const year = Number(iso.slice(0, 4))
  const now = Number(today.slice(0, 4))
  const [from, to] = [
    min ? Number(min.slice(0, 4)) : now - USUAL_PAST,
    max ? Number(max.slice(0, 4)) : now + USUAL_FUTURE,
  ]
  const unusual = year < from || year > to
  const question = unusual ? calendarQuestion(year, from, to) : null
  const wrong = (what: string) => `${field.label}: ${question ?? what}`
  if (min && iso < min) return wrong(`must be ${inWords(field.min, min)} or later`)
  if (max && iso > max) return wrong(`must be ${inWords(field.max, max)} or earlier`)
  if (year < now - PAST) return wrong(`the year ${year} cannot be right`)
  const born = isBirth(field) ? undefined : facts.born?.slice(0, iso.length)
  if (born && iso < born) return wrong('is before your date of birth')
  if (!unusual || parts.sure === String(year)) return null
  return `${wrong(`${year} is an unusual year here. Correct it`)}, ${OR_CONFIRM}`
}

/** A date's bound as ISO: itself, 'today', or so many years from today ('today+2y', 'today-16y'). */
function boundOf(limit: string, today: string): string {
  const years = /^today(?:([+-]\d+)y)?$/.exec(limit)
  return years ? yearsFrom(today, Number(years[1] ?? 0)) : limit
}

/** An ISO date so many years later. 29 February becomes 28 February if that year has none. */
function yearsFrom(iso: string, years: number): string {
  const year = Number(iso.slice(0, 4)) + years
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return `${year}${leap ? iso.slice(4) : iso.slice(4).replace('-02-29', '-02-28')}`
}

function inWords(limit: string | undefined, iso: string): string {
  return limit === 'today' ? 'today' : formatDate(iso)
}
