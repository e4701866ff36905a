import type { Decision } from '../rank'

/** A candidate in words, for the pages. */
export type Shown = {
  id: string
  number: string
  name: string
  title: string | null
  country: string | null
  score: string
}

/** The input of the list's editor. */
export type EditorProps = {
  list: { call: string; institution: string; track: string; version: number }
  candidates: Shown[]
  decision: Decision
  limit: number | null
  /** The address where the officer checks and signs the list; null for people who cannot. */
  handIn: string
}
