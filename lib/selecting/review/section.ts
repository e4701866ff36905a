import { formContext, todayIn } from '@/lib/applying/application/form-context'
import type { CallDefinition } from '@/lib/call/definition'
import { type Answers, type Section, sectionSchema } from '@/lib/form/definition'
import { completeSchema, type FormContext } from '@/lib/form/schema'
import { criteriaOf, RECOMMENDATION, scoreField, TO_APPLICANT, TO_COMMITTEE } from './form'

/** The score form of a track as a section of `lib/form`, to share its controls, checks and autosave. Pure. */

/** The longest comment, in characters. */
const LONGEST = 10_000

const made = new WeakMap<CallDefinition, Map<string, Section>>()

/** Made once per definition: the section itself keeps schemas. */
export function reviewSection(definition: CallDefinition, track: string): Section {
  const known = made.get(definition) ?? new Map<string, Section>()
  made.set(definition, known)
  const section = known.get(track) ?? make(definition, track)
  known.set(track, section)
  return section
}

function make(definition: CallDefinition, track: string): Section {
  const criteria = criteriaOf(definition, track)
  const all = criteria.reduce((sum, { weight }) => sum + weight, 0)
  const { recommendations } = definition.review
  return sectionSchema.parse({
    key: 'review',
    title: 'Your review',
    fields: [
      ...criteria.map(({ key, label, hint, weight, min, max, anchors }) => ({
        key: scoreField(key),
        type: 'scale',
        label,
        hint,
        note: criteria.length > 1 ? `Counts for ${Math.round((100 * weight) / all)} %` : undefined,
        min,
        max,
        anchors,
      })),
      ...(recommendations.length > 1
        ? [{ key: RECOMMENDATION, type: 'choice', label: 'Your recommendation', options: recommendations }]
        : []),
      {
        key: TO_COMMITTEE,
        type: 'textarea',
        label: 'Comment to the committee',
        hint: 'Reasons for your scores. The committee and, once theirs are in, the other reviewers read it; the applicant does not.',
        rows: 8,
        maxLength: LONGEST,
      },
      {
        key: TO_APPLICANT,
        type: 'textarea',
        label: 'Comment to the applicant',
        hint: 'What would help them, in words that they may read. It is kept for the results, without your name.',
        required: false,
        rows: 5,
        maxLength: LONGEST,
      },
    ],
  })
}

/** The facts that the form's rules need. */
export function reviewContext(definition: CallDefinition, track: string): FormContext {
  return formContext(definition, { track }, todayIn(definition.timeZone))
}

/** The missing or invalid fields that prevent submission. */
export function reviewErrors(definition: CallDefinition, track: string, answers: Answers): Record<string, string> {
  const result = completeSchema(reviewSection(definition, track), reviewContext(definition, track)).safeParse(answers)
  const errors: Record<string, string> = {}
  for (const issue of result.error?.issues ?? []) errors[issue.path.join('.')] ??= issue.message
  return errors
}
