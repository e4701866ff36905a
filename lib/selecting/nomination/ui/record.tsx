import type { HandedIn } from '@/db/schema'
import { type State, stateInWords } from '@/lib/lifecycle/application'
import { DECIDED } from '../rules'
import { type RecordRow, RecordTables } from './record-tables'

type Props = { list: HandedIn[]; states: Map<string, State>; frozen: boolean }

/** A list in its order, to read and to print. In a list that was handed in, former candidates are struck through. */
export function Record({ list, states, frozen }: Props) {
  const rows = list.map(({ id, number, name, rank }): RecordRow => {
    const state = frozen ? states.get(id) : undefined
    const shows = state && (state === 'withdrawn' || !DECIDED.includes(state))
    return shows ? [number, name, rank, stateInWords(state).toLowerCase()] : [number, name, rank]
  })
  return <RecordTables rows={rows} />
}
