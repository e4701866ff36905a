import { factsOfApplication } from '@/lib/applying/application/form-context'
import type { Snapshot } from '@/lib/applying/application/frozen-submission'
import { documentsInOrder, type SummarySection, summarise } from '@/lib/applying/application/summary'
import type { CallDefinition } from '@/lib/call/definition'

/** An answer that differs from the submission before; empty if there is none. */
export type ChangedAnswer = { key: string; section: string; label: string; before: string; after: string }
/** Added and removed files of one kind. */
export type ChangedFiles = { key: string; label: string; before: string[]; after: string[] }
type Submitted = Pick<Snapshot, 'answers' | 'references' | 'documents'>

/** What changed from one submission to the next, in words, each by the definition that applied to it. Pure. */
export function changesBetween(
  before: Submitted & { definition: CallDefinition },
  after: Submitted & { definition: CallDefinition },
): { answers: ChangedAnswer[]; files: ChangedFiles[] } {
  const [was, is] = [before, after].map((submitted) => {
    const { definition } = submitted
    const facts = factsOfApplication(definition, submitted.answers)
    return {
      rows: rowsOf(summarise(definition, submitted.answers, facts, submitted.references ?? [])),
      files: documentsInOrder(definition, facts, submitted.documents),
    }
  }) as [View, View]
  const keys = new Set([...is.rows.keys(), ...was.rows.keys()])
  const answers = [...keys].flatMap((key) => {
    const [old, now] = [was.rows.get(key), is.rows.get(key)]
    if ((old?.value ?? '') === (now?.value ?? '')) return []
    const { section, label } = (now ?? old)!
    return { key, section, label, before: old?.value ?? '', after: now?.value ?? '' }
  })
  const kinds = new Map([...is.files, ...was.files].map(({ kind, label }) => [kind, label]))
  const files = [...kinds].flatMap(([key, label]) => {
    const [old, now] = [was, is].map((view) => view.files.filter(({ kind }) => kind === key)) as [
      View['files'],
      View['files'],
    ]
    const gone = old.filter((file) => !now.some(({ sha256 }) => sha256 === file.sha256))
    const come = now.filter((file) => !old.some(({ sha256 }) => sha256 === file.sha256))
    if (gone.length + come.length === 0) return []
    return { key, label, before: gone.map(({ filename }) => filename), after: come.map(({ filename }) => filename) }
  })
  return { answers, files }
}

type View = {
  rows: Map<string, { section: string; label: string; value: string }>
  files: (Snapshot['documents'][number] & { label: string })[]
}

function rowsOf(sections: SummarySection[]): View['rows'] {
  const rows: View['rows'] = new Map()
  for (const { key, title, rows: own, items } of sections) {
    for (const row of own) rows.set(`${key}.${row.key}`, { section: title, label: row.label, value: row.value })
    for (const item of items)
      for (const row of item.rows)
        rows.set(`${key}.${item.title}.${row.key}`, {
          section: title,
          label: `${item.title}: ${row.label}`,
          value: row.value,
        })
  }
  return rows
}
