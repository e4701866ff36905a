import * as z from 'zod'

/** What a form is made of. A Call defines its form as data; this file defines the shape of that data. */

const key = z
  .string()
  .regex(/^[a-z][a-zA-Z0-9]*$/, 'a key is a letter followed by letters and digits')
  // Every object already has these names, so no form can keep an answer under them.
  .refine((name) => !(name in {}), 'choose another key: this word is taken')

/** Larger forms would make pages that no browser can show and no server can render. */
const MOST_ENTRIES = 100
const MOST_QUESTIONS = 300
const MOST_OPTIONS = 1000

/** A limit for numbers that a page shows one by one. */
export const shortScale = ({ min, max }: { min: number; max: number }) => max - min <= 100
export const SCALE_TOO_LONG = { message: 'a scale has at most 101 values', path: ['max'] }

/** A day, a month, 'today', or so many years from it; nothing else can be compared with a date. */
function isDateBound(text: string): boolean {
  if (/^today([+-]\d{1,3}y)?$/.test(text)) return true
  return /^\d{4}-\d{2}(-\d{2})?$/.test(text) && z.iso.date().safeParse(`${text}-01`.slice(0, 10)).success
}
const dateBound = z
  .string()
  .refine(isDateBound, 'Enter a date such as 2021-03-31, or today, or years from it such as today-16y')

/**
 * Shown and required only if a fact has one of the values. A fact is 'track', 'host' (the kind of the chosen
 * institution), or an answer as 'section.field'.
 */
export const conditionSchema = z.object({ fact: z.string(), in: z.array(z.string()).min(1) })
export type Condition = z.infer<typeof conditionSchema>

const option = z.object({ value: z.string().min(1), label: z.string().min(1), hint: z.string().optional() })

/**
 * Who does not see it: 'reviewers' never do (contact, date of birth, passport); 'blind' hides it if the Call reviews
 * blind (names or pictures of the applicant).
 */
export const withheldSchema = z.enum(['reviewers', 'blind'])
export type Withheld = z.infer<typeof withheldSchema>

const options = z.array(option).min(2, 'at least two choices are needed').max(MOST_OPTIONS)

const base = {
  key,
  label: z.string().min(1),
  withheld: withheldSchema.optional(),
  /**
   * Keys of the documents that an officer compares with the answer; it becomes an item of the eligibility checklist.
   */
  evidence: z.array(z.string()).optional(),
  hint: z.string().optional(),
  required: z.boolean().default(true),
  /** Only on these tracks; everywhere if absent. */
  tracks: z.array(z.string()).optional(),
  when: conditionSchema.optional(),
}

const leaf = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('text'),
    maxLength: z.number().int().default(200),
    /** 'latin': as in the machine-readable lines of a passport. */
    format: z.enum(['any', 'latin', 'email', 'tel', 'url', 'passport']).default('any'),
    autocomplete: z.string().optional(),
  }),
  z.object({
    ...base,
    type: z.literal('textarea'),
    minLength: z.number().int().default(0),
    maxLength: z.number().int(),
    rows: z.number().int().min(1).max(MOST_ENTRIES).default(6),
  }),
  z.object({ ...base, type: z.literal('number'), min: z.number(), max: z.number(), unit: z.string().optional() }),
  /**
   * Whole numbers to choose from, low to high; `anchors` explain some of them, `note` says what the answer counts for.
   */
  z
    .object({
      ...base,
      type: z.literal('scale'),
      min: z.number().int(),
      max: z.number().int(),
      anchors: z.array(z.object({ score: z.number().int(), text: z.string() })).default([]),
      note: z.string().optional(),
    })
    .refine(shortScale, SCALE_TOO_LONG),
  /**
   * Bounds are ISO dates, 'today', or so many years from it: 'today+2y', 'today-16y'. `after` names another date of the
   * section or item; this date must not be earlier.
   */
  z.object({
    ...base,
    type: z.literal('date'),
    min: dateBound.optional(),
    max: dateBound.optional(),
    after: z.string().optional(),
    autocomplete: z.string().optional(),
  }),
  z.object({
    ...base,
    type: z.literal('month'),
    min: dateBound.optional(),
    max: dateBound.optional(),
    after: z.string().optional(),
  }),
  z.object({ ...base, type: z.literal('country'), autocomplete: z.string().optional() }),
  z.object({ ...base, type: z.literal('choice'), options }),
  z.object({ ...base, type: z.literal('select'), options }),
  /** A declaration: `label` is what the person agrees to. */
  z.object({ ...base, type: z.literal('confirm') }),
  z.object({ ...base, type: z.literal('track') }),
  z.object({ ...base, type: z.literal('institution') }),
  z.object({ ...base, type: z.literal('programme') }),
])

const group = z.object({
  ...base,
  type: z.literal('group'),
  item: z.string(),
  min: z.number().int().min(0).max(MOST_ENTRIES).default(0),
  max: z.number().int().min(1).max(MOST_ENTRIES),
  /** Fields of an item that must not repeat within the group. */
  unique: z.array(z.string()).default([]),
  fields: z.array(leaf).min(1, 'a list needs a question at least').max(MOST_QUESTIONS),
})

export const fieldSchema = z.discriminatedUnion('type', [leaf, group])

export const sectionSchema = z.object({
  key,
  title: z.string().min(1),
  intro: z.string().optional(),
  /** 'documents' shows the Call's documents instead of fields; 'references' the referees and the host supervisor. */
  kind: z.enum(['form', 'documents', 'references']).default('form'),
  withheld: withheldSchema.optional(),
  tracks: z.array(z.string()).optional(),
  when: conditionSchema.optional(),
  fields: z.array(fieldSchema).max(MOST_QUESTIONS).default([]),
})

export type Leaf = z.infer<typeof leaf>
export type Group = z.infer<typeof group>
export type Field = z.infer<typeof fieldSchema>
export type Section = z.infer<typeof sectionSchema>

/** A date as typed, three fields; a month has no day. `sure`: the unusual year that the person confirmed. */
export type DateInput = { day?: string; month?: string; year?: string; sure?: string }
export type LeafAnswer = string | DateInput
export type ItemAnswers = { [field: string]: LeafAnswer | undefined }
export type Answer = LeafAnswer | ItemAnswers[]
/** A section's answers as typed: text as text, a date as its three parts, a group as a list of items. */
export type Answers = { [field: string]: Answer | undefined }
/** Answers of a whole application, by section. */
export type AllAnswers = { [section: string]: Answers | undefined }
/** What conditions look at, see `Condition`. */
export type Facts = { [fact: string]: string | undefined }
