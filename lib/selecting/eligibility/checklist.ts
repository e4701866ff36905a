import { factsOfApplication, formContext } from '@/lib/applying/application/form-context'
import { applicableDocuments } from '@/lib/applying/application/progress'
import { decideRules } from '@/lib/applying/application/rules-against'
import { answerInWords } from '@/lib/applying/application/summary'
import type { CallDefinition, DocumentKind } from '@/lib/call/definition'
import type { AllAnswers, Facts, Field } from '@/lib/form/definition'
import { visibleFields, visibleSections } from '@/lib/form/rules'
import { leafProblem } from '@/lib/form/schema'
import type { Checked, Item, SnapshotFile } from './items'
import { letterItems } from './letter-items'

/** The officer's checklist for an application, derived from its Call, with the machine's findings. Pure. */

/** The checklist of an application as submitted: the Call's rules, the documents, the letters. */
export function checklistOf(checked: Checked): Item[] {
  const { definition, snapshot } = checked
  const facts = factsOfApplication(definition, snapshot.answers)
  return [
    ...ruleItems(definition, snapshot, facts),
    ...answerItems(checked, facts),
    ...documentItems(definition, snapshot, facts),
    ...letterItems(checked, facts),
  ]
}

const filesOf = ({ documents }: Checked['snapshot'], kinds: string[] = []) =>
  kinds.flatMap((kind) => documents.filter((file) => file.kind === kind))

const basisOf = (says: string, files: SnapshotFile[]) => [says, ...files.map(({ sha256 }) => sha256)].join('\n')

function ruleItems(definition: CallDefinition, snapshot: Checked['snapshot'], facts: Facts): Item[] {
  return decideRules(definition, facts).map(({ rule, outcome }) => {
    const question = definition.eligibility.questions.find(({ key }) => key === rule.question)
    const answer = question?.answeredBy ? answered(definition, snapshot.answers, question.answeredBy) : null
    const files = filesOf(snapshot, rule.evidence)
    return {
      key: `rule:${rule.key}`,
      part: 'rules' as const,
      title: rule.text,
      finding: outcome === 'unknown' ? ('look' as const) : outcome,
      says: answer ? `${answer.label.replace(/[.?:]$/, '')}: ${answer.words}` : 'The application does not say.',
      source: rule.source,
      files,
      basis: basisOf(answer ? `${answer.label}: ${answer.words}` : '', files),
    }
  })
}

/** An answer with its question, by 'section.field'; null if there is none. */
function answered(definition: CallDefinition, answers: AllAnswers, path: string) {
  const [sectionKey, fieldKey] = path.split('.')
  const section = definition.sections.find(({ key }) => key === sectionKey)
  const field = section?.fields.find(({ key }) => key === fieldKey)
  const words = field && answerInWords(definition, field, answers[section!.key]?.[field.key])
  return words ? { label: field.label, words } : null
}

/** Answers that the officer compares with documents, such as the passport's last valid day. */
function answerItems({ definition, snapshot, day }: Checked, facts: Facts): Item[] {
  const context = formContext(definition, facts, day)
  return visibleSections(definition.sections, facts).flatMap((section) =>
    visibleFields(section, facts).flatMap((field) => {
      if (!field.evidence || field.type === 'group') return []
      const answer = snapshot.answers[section.key]?.[field.key]
      const problem = leafProblem(field, answer, context)
      const files = filesOf(snapshot, field.evidence)
      const words = answerInWords(definition, field, answer)
      return {
        key: `answer:${section.key}.${field.key}`,
        part: 'rules' as const,
        title: `${section.title}: ${field.label.toLowerCase()}`,
        finding: problem ? ('not-met' as const) : hasBounds(field) ? ('met' as const) : ('look' as const),
        says: [words || 'Not given', problem, field.hint].filter(Boolean).join('. '),
        files,
        basis: basisOf(words, files),
      }
    }),
  )
}

const hasBounds = (field: Field) => 'min' in field && field.min !== undefined

function documentItems(definition: CallDefinition, snapshot: Checked['snapshot'], facts: Facts): Item[] {
  return applicableDocuments(definition, facts).flatMap((kind) => {
    const files = filesOf(snapshot, [kind.key])
    if (kind.min === 0 && files.length === 0) return []
    const problem = documentProblem(kind, files)
    const pages = files.reduce((sum, file) => sum + file.pages, 0)
    const words = `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${pages} ${pages === 1 ? 'page' : 'pages'}`
    return {
      key: `document:${kind.key}`,
      part: 'documents' as const,
      title: kind.label,
      finding: problem ? ('not-met' as const) : ('met' as const),
      says: problem ?? `${words}. It opens; whether it is what it should be is yours to judge.`,
      files,
      basis: basisOf('', files),
    }
  })
}

function documentProblem({ min, max, maxPages = Number.POSITIVE_INFINITY }: DocumentKind, files: SnapshotFile[]) {
  if (files.length < min) return files.length === 0 ? 'Missing.' : `${files.length} of at least ${min} files.`
  if (files.length > max) return `${files.length} files, and the Call takes ${max}.`
  const long = files.find((file) => file.pages > maxPages)
  return long ? `${long.filename} has ${long.pages} pages, and the Call takes ${maxPages}.` : null
}
