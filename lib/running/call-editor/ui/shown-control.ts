/** A control as the browser needs it: `value` as text, for ticks one per line. */
export type ShownControl = {
  name: string
  label: string
  hint?: string
  optional?: boolean
  kind:
    | ('text' | 'textarea' | 'number' | 'instant' | 'date' | 'yes-no' | 'select' | 'ticks')
    | ('lines' | 'rows' | 'countries' | 'condition')
  choices?: Choices
  /** For a condition: the answers that it can use, each with its values. */
  facts?: { value: string; label: string; choices: Choices }[]
  value: string
}

type Choices = [value: string, label: string][]

/** The target of the error summary. */
export const targetOf = ({ name, kind }: ShownControl) =>
  kind === 'ticks' ? `${name}.t0` : kind === 'condition' ? `${name}.fact` : name
