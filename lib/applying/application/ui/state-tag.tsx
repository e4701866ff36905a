import { type State, stateInWords } from '@/lib/lifecycle/application'
import { Tag, type Tone } from '@/lib/shared/ui/tag'

const tones: Partial<Record<State, Tone>> = {
  draft: 'grey',
  returned: 'yellow',
  ineligible: 'red',
  revoked: 'red',
  withdrawn: 'grey',
  awarded: 'green',
  accepted: 'green',
  enrolled: 'green',
  'waiting-list': 'yellow',
  'not-awarded': 'grey',
}

export function StateTag({ state }: { state: State }) {
  return <Tag tone={tones[state] ?? 'blue'}>{stateInWords(state)}</Tag>
}
