import { Tag, type Tone } from '@/lib/ui/tag'
import type { State } from '../states'

const tones: Partial<Record<State, Tone>> = {
  draft: 'grey',
  returned: 'yellow',
  ineligible: 'red',
  withdrawn: 'grey',
  awarded: 'green',
  accepted: 'green',
  enrolled: 'green',
  'waiting-list': 'yellow',
  'not-awarded': 'grey',
}

/** A state in words, as its name says: 'under-review' is 'Under review'. */
export function stateInWords(state: State): string {
  const words = state.replaceAll('-', ' ')
  return words[0]!.toUpperCase() + words.slice(1)
}

export function StateTag({ state }: { state: State }) {
  return <Tag tone={tones[state] ?? 'blue'}>{stateInWords(state)}</Tag>
}
