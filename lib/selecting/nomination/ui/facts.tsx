import type { Shown } from './candidate-view'

/**
 * Who a candidate is, with the scores as a help. A plain link: it loads a page, so the browser warns about unsaved
 * ranks.
 */
export function Facts({ candidate: { id, name, title, about } }: { candidate: Shown }) {
  return (
    <div className="facts">
      <a href={`/applications/${id}`}>
        <bdi>{name}</bdi>
      </a>{' '}
      <small>{about}</small>
      {title && <p dir="auto">{title}</p>}
    </div>
  )
}

/** Its looks stand at what has such rows, because each character of a row is there as often. */
export const FACTS =
  '[&_.facts]:min-w-0 [&_.facts]:flex-1 [&_.facts]:basis-48 [&_.facts]:leading-snug [&_.facts_a]:mr-1 [&_.facts_a]:font-semibold [&_.facts_a]:text-brand-700 [&_.facts_a]:underline [&_.facts_a]:underline-offset-[0.2em] [&_.facts_small]:text-sm [&_.facts_small]:text-quiet [&_.facts_p]:line-clamp-2 [&_.facts_p]:text-sm lg:[&_.facts_p]:line-clamp-1'
