import type { Shown } from './candidate-view'

/**
 * Who a candidate is, with the scores as a help. A plain link: it loads a page, so the browser warns about unsaved
 * ranks.
 */
export function Facts({ candidate: { id, number, name, title, country, score } }: { candidate: Shown }) {
  return (
    <div className="min-w-0 flex-1 basis-56">
      <a href={`/applications/${id}`} className="link font-semibold">
        <bdi>{name}</bdi>
      </a>
      {title && (
        <p className="line-clamp-2 text-sm" dir="auto">
          {title}
        </p>
      )}
      <p className="text-sm text-quiet">{[number, country, score].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
