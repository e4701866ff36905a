import { type Decision, fromRanks } from '../rank'

/** A candidate in words, for the pages. `about`: number, country and score. */
export type Shown = { id: string; name: string; title: string | null; about: string }

/**
 * The same as it crosses to the browser, with what the institution decided: a rank, the reason of one that is not
 * nominated, or null.
 */
export type Candidacy = [id: string, name: string, title: string | null, about: string, decided: number | string | null]

export const shownOf = ([id, name, title, about]: Candidacy): Shown => ({ id, name, title, about })

/** What the institution decided on these candidates, who come in the order of their list. */
export function decidedOn(candidates: Candidacy[]): Decision {
  return {
    ranked: fromRanks(
      candidates.map(([id, , , , decided]) => ({ id, rank: typeof decided === 'number' ? decided : null })),
    ),
    passed: candidates
      .flatMap(([id, , , , decided]) => (typeof decided === 'string' ? [{ id, reason: decided }] : []))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  }
}

/** The address that saves the list and tells the whole of it. */
export const routeOf = ({ call, institution, track }: EditorProps['list']) =>
  `/api/nominations/${[call, institution, track].map(encodeURIComponent).join('/')}`

/** The input of the list's editor. */
export type EditorProps = {
  list: { call: string; institution: string; track: string; version: number }
  /** Those of the page. */
  candidates: Candidacy[]
  total: number
  /** The page of the plain form, from 1. */
  page: number
  limit: number | null
  /** The address where the officer checks and signs the list. */
  handIn: string
}
