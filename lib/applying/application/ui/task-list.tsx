import { ButtonLink } from '@/lib/shared/ui/button'
import { Tag, type Tone } from '@/lib/shared/ui/tag'
import type { SectionProgress, SectionState } from '../progress'

const words: Record<SectionState, { tone: Tone; text: string }> = {
  'not-started': { tone: 'grey', text: 'Not started' },
  'in-progress': { tone: 'yellow', text: 'In progress' },
  complete: { tone: 'green', text: 'Complete' },
}

/** All sections with their state, and the link to check-your-answers. */
export function TaskList({ id, progress, helping }: { id: string; progress: SectionProgress[]; helping: boolean }) {
  const done = progress.filter((entry) => entry.state === 'complete').length
  return (
    <section className="space-y-4" aria-labelledby="sections">
      <h2 id="sections">
        {done} of {progress.length} sections complete
      </h2>
      <ul className="divide-y divide-line rounded-md border border-line bg-white">
        {progress.map(({ section, state }) => (
          <li key={section.key} className="flex items-center justify-between gap-3 px-4 py-3">
            <a className="link" href={`/apply/${id}/${section.key}`}>
              {section.title}
            </a>
            <Tag tone={words[state].tone}>{words[state].text}</Tag>
          </li>
        ))}
      </ul>
      <ButtonLink href={`/apply/${id}/check`} look={done === progress.length ? 'primary' : 'secondary'}>
        {helping ? 'Check the answers' : 'Check your answers and submit'}
      </ButtonLink>
    </section>
  )
}
