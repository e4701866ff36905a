import { type State, stateInWords } from '@/lib/lifecycle/application'
import { Tag, type Tone } from '@/lib/shared/ui/tag'

const tones: Record<State, Tone> = {
  draft: 'grey',
  submitted: 'blue',
  eligible: 'blue',
  ineligible: 'red',
  returned: 'yellow',
  'under-review': 'blue',
  nominated: 'blue',
  'not-nominated': 'blue',
  awarded: 'green',
  'waiting-list': 'yellow',
  'not-awarded': 'grey',
  accepted: 'green',
  declined: 'blue',
  expired: 'blue',
  revoked: 'red',
  enrolled: 'green',
  withdrawn: 'grey',
}

export function StateTag({ state }: { state: State }) {
  return <Tag tone={tones[state]}>{stateInWords(state)}</Tag>
}
