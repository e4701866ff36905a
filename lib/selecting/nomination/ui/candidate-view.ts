import type { Decision } from '../rank'

/** A candidate as the pages show one, in words. */
export type Shown = {
  id: string
  number: string
  name: string
  title: string | null
  country: string | null
  score: string
}

/** What the editor of a list is given. */
export type EditorProps = {
  list: { call: string; institution: string; track: string; version: number }
  candidates: Shown[]
  decision: Decision
  limit: number | null
  /** Where the list is checked and signed; null for whoever cannot. */
  handIn: string
}
