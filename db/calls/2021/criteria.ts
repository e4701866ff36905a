import type { CallInput } from '@/lib/call/definition'

const scale = (low: string, middle: string, high: string) => ({
  min: 0,
  max: 10,
  anchors: [
    { score: 0, text: low },
    { score: 5, text: middle },
    { score: 10, text: high },
  ],
})

/** The Call publishes no weights; these are the portal's proposal, which an admin can change. */
export const criteria: CallInput['criteria'] = [
  {
    key: 'record',
    label: 'Academic record',
    weight: 30,
    ...scale('Below the admission criteria', 'Solid results', 'Among the best of the year'),
  },
  {
    key: 'proposal',
    label: 'Research proposal',
    weight: 30,
    ...scale('No clear question', 'A sound plan with gaps', 'Original, feasible and well argued'),
  },
  {
    key: 'experience',
    label: 'Research experience',
    weight: 20,
    ...scale('None', 'Took part in research', 'Led work that was published'),
  },
  {
    key: 'fit',
    label: 'Fit with the host',
    weight: 10,
    ...scale('No group for it', 'A related group', 'A group and supervisor in this very field'),
  },
  {
    key: 'letters',
    label: 'Reference letters',
    weight: 10,
    ...scale('Reservations', 'Supportive', 'Outstanding, with evidence'),
  },
]
