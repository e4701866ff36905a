import { factsOfApplication } from '@/lib/applying/application/form-context'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import { redactor } from '@/lib/applying/application/redact'
import {
  documentsInOrder,
  type Row,
  type SummarySection,
  summarise,
  summariseSection,
} from '@/lib/applying/application/summary'
import type { Asked } from '@/lib/applying/dossier/queries'
import { sectionAsAsked } from '@/lib/call/as-asked'
import type { CallDefinition } from '@/lib/call/definition'
import type { Answer, Field, Section, Withheld } from '@/lib/form/definition'
import { sectionFacts } from '@/lib/form/rules'

/**
 * What a reviewer sees of an application. Nothing else may reach their browser: pages, files and the API's answers all
 * use this. Pure.
 */

export type VisibleDocument = { id: string; label: string; type: string; size: number; pages: number }
export type VisibleLetter = { id: string; title: string; note: string | null; rows: Row[]; file: boolean }
export type Visible = {
  /** Null if the Call is reviewed blind. */
  applicant: string | null
  title: string | null
  sections: SummarySection[]
  documents: VisibleDocument[]
}

const isShown = (definition: CallDefinition, { withheld }: { withheld?: Withheld }) =>
  withheld === undefined || (withheld === 'blind' && !definition.review.blind)

/** The submission, without what is hidden from reviewers. */
export function visibleToReviewers(definition: CallDefinition, snapshot: Snapshot): Visible {
  const { blind } = definition.review
  const facts = factsOfApplication(definition, snapshot.answers)
  const shown = shownDefinition(definition)
  const hide = hiding(definition, snapshot)
  // Shows who the named people are, but not how to reach them.
  const named = (snapshot.references ?? []).map((person) => ({ ...person, email: '' }))
  return {
    applicant: blind ? null : snapshot.applicant.name,
    title: titleOf(definition, snapshot, hide),
    sections: summarise(shown, snapshot.answers, facts, named).map((section) => redacted(section, hide)),
    documents: numbered(documentsInOrder(shown, facts, snapshot.documents)),
  }
}

/** What a reviewer sees before they declare that they have no conflict of interest: nothing personal. */
export function outlineOf(definition: CallDefinition, snapshot: Snapshot): { title: string | null } {
  return { title: titleOf(definition, snapshot, hiding(definition, snapshot, true)) }
}

/** The letters and agreements received; none if the Call is reviewed blind, because they name the applicant. */
export function visibleLetters(
  definition: CallDefinition,
  asked: Pick<Asked, 'request' | 'file' | 'form'>[],
): VisibleLetter[] {
  const { references, review } = definition
  if (!references || review.blind) return []
  return asked
    .filter(({ request }) => request.state === 'received')
    .sort((a, b) => Number(a.request.kind === 'supervisor') - Number(b.request.kind === 'supervisor'))
    .map(({ request, file, form }) => {
      const { id, kind, name, answers, confidential } = request
      const now = kind === 'referee' ? references.letter : references.agreement
      const whole = sectionAsAsked(form ?? now, now)
      const section = withShown(definition, whole)
      const facts = sectionFacts(whole, answers, () => undefined)
      return {
        id,
        title: `${section.title}: ${name}`,
        note: confidential ? 'Confidential: never to be shown to the applicant' : null,
        rows: summariseSection(definition, section, { [section.key]: answers }, facts).rows.filter(
          ({ key, value }) => key !== 'form' && value !== '',
        ),
        file: facts[`${whole.key}.form`] === 'file' && Boolean(file),
      }
    })
}

/** The Call with only the sections, fields and documents that reviewers read. */
function shownDefinition(definition: CallDefinition): CallDefinition {
  const { blind } = definition.review
  return {
    ...definition,
    sections: definition.sections
      .filter((section) => isShown(definition, section) && !(blind && section.kind === 'references'))
      .map((section) => withShown(definition, section)),
    documents: definition.documents.filter((kind) => isShown(definition, kind)),
  }
}

function withShown(definition: CallDefinition, section: Section): Section {
  const fields = section.fields.flatMap((field): Field[] => {
    if (!isShown(definition, field)) return []
    if (field.type !== 'group') return [field]
    const left = field.fields.filter((leaf) => isShown(definition, leaf))
    return left.length > 0 ? [{ ...field, fields: left }] : []
  })
  return { ...section, fields }
}

/**
 * Removes from free text what is hidden as a separate answer. If names are shown, text stays unchanged, unless it is
 * for `always`.
 */
export function hiding(
  definition: CallDefinition,
  snapshot: Pick<Snapshot, 'applicant' | 'answers' | 'references'>,
  always = false,
): (text: string) => string {
  if (!definition.review.blind && !always) return (text) => text
  const people = snapshot.references ?? []
  const phrases: string[] = [snapshot.applicant.email, ...people.map(({ email }) => email)]
  const names: string[] = [snapshot.applicant.name, ...people.map(({ name }) => name)]
  for (const section of definition.sections) {
    const isHidden = (part: { withheld?: Withheld }) => part.withheld !== undefined || section.withheld !== undefined
    for (const field of section.fields) {
      const given = snapshot.answers[section.key]?.[field.key]
      if (field.type === 'group') {
        for (const leaf of field.fields.filter((one) => isHidden(field) || isHidden(one)))
          for (const item of Array.isArray(given) ? given : []) if (isText(leaf)) phrases.push(...texts(item[leaf.key]))
      } else if (isHidden(field) && isText(field)) {
        // Answers that are hidden only for blind review name somebody.
        const into =
          (field.withheld ?? section.withheld) === 'blind' ||
          `${section.key}.${field.key}` === definition.listing.latinName
        ;(into ? names : phrases).push(...texts(given))
      }
    }
  }
  return redactor(phrases, names)
}

const isText = (field: Field) => field.type === 'text' || field.type === 'textarea'
/** A short answer, such as a name, may be any word; a longer one identifies somebody. */
const texts = (answer: Answer | undefined) => (typeof answer === 'string' && answer.trim().length > 3 ? [answer] : [])

function redacted(section: SummarySection, hide: (text: string) => string): SummarySection {
  const inRows = (rows: Row[]) => rows.map((row) => ({ ...row, value: hide(row.value) }))
  return {
    ...section,
    rows: inRows(section.rows),
    items: section.items.map(({ title, rows }) => ({ title, rows: inRows(rows) })),
  }
}

function titleOf({ listing }: CallDefinition, { answers }: Snapshot, hide: (text: string) => string): string | null {
  const [section, field] = listing.title?.split('.') ?? []
  const given = section && field ? answers[section]?.[field] : undefined
  return typeof given === 'string' && given.trim() ? hide(given.trim()) : null
}

/** A file by its kind, because its own name may hold the applicant's. */
function numbered(files: (VisibleDocument & { kind: string })[]): VisibleDocument[] {
  const of = (kind: string) => files.filter((file) => file.kind === kind)
  return files.map(({ id, label, kind, type, size, pages }) => {
    const same = of(kind)
    const number = same.length > 1 ? ` ${same.findIndex((file) => file.id === id) + 1}` : ''
    return { id, label: label + number, type, size, pages }
  })
}
