'use client'

import { useWatch } from 'react-hook-form'
import type { Criterion } from '@/lib/call/definition'
import type { Answers } from '@/lib/form/definition'
import { ScaleControl } from '@/lib/form/ui/control'
import { Scale } from '@/lib/form/ui/scale'
import { SectionForm, type SectionFormProps } from '@/lib/form/ui/section-form'
import { scoreField } from '../form'
import { FULL, scoreOf, totalOf } from '../score'

type Scored = Pick<Criterion, 'key' | 'min' | 'max' | 'weight'>

/** The score form of a Call. It saves as the reviewer fills it in, and shows the current total. */
export function ScoreForm({ criteria, ...props }: SectionFormProps & { criteria: Scored[] }) {
  return (
    <ScaleControl value={Scale}>
      <SectionForm {...props} words={{ next: 'Check and submit', overview: 'Save and go to the list' }}>
        {criteria.length > 0 && <Total criteria={criteria as Criterion[]} />}
      </SectionForm>
    </ScaleControl>
  )
}

function Total({ criteria }: { criteria: Criterion[] }) {
  const names = criteria.map(({ key }) => scoreField(key))
  const values = useWatch({ name: names }) as (string | undefined)[]
  const answers: Answers = Object.fromEntries(names.map((name, index) => [name, values[index]]))
  const total = totalOf(criteria, answers)
  const given = criteria.filter((criterion) => scoreOf(criterion, answers) !== null).length
  return (
    <p className="font-semibold">
      {total === null
        ? `Total: appears with the last score (${given} of ${criteria.length} given)`
        : `Total: ${total.toFixed(1)} of ${FULL}`}
    </p>
  )
}
