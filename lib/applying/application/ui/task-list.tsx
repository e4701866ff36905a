'use client'

import type { SectionName } from '@/lib/form/ui/unsent'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Tag, type Tone } from '@/lib/shared/ui/tag'
import type { SectionState } from '../progress'

const words: Record<SectionState, { tone: Tone; text: string }> = {
  'not-started': { tone: 'grey', text: 'Not started' },
  'in-progress': { tone: 'yellow', text: 'In progress' },
  complete: { tone: 'green', text: 'Complete' },
}

type Props = {
  /** The beginning of the addresses of the sections' pages. */
  pages: string
  sections: SectionName[]
  /** The state of each. */
  states: SectionState[]
  helping: boolean
}

/** All sections with their state, and the link to check-your-answers. */
export function TaskList({ pages, sections, states, helping }: Props) {
  const done = states.filter((state) => state === 'complete').length
  return (
    <section className="space-y-4" aria-labelledby="sections">
      <h2 id="sections">
        {done} of {sections.length} sections complete
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-white">
        {sections.map(([key, title], at) => (
          <li key={key} className="flex items-center justify-between gap-3 px-4 py-3">
            <a className="link" href={pages + key}>
              {title}
            </a>
            <Tag tone={words[states[at]!].tone}>{words[states[at]!].text}</Tag>
          </li>
        ))}
      </ul>
      <ButtonLink href={`${pages}check`} look={done === sections.length ? 'primary' : 'secondary'}>
        {helping ? 'Check the answers' : 'Check your answers and submit'}
      </ButtonLink>
    </section>
  )
}
