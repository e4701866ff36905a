export type Entry = { id: string; title: string }

/** A page's contents list: beside the text on a wide screen, above it on a narrow one. */
export function Contents({ entries }: { entries: Entry[] }) {
  return (
    <nav aria-label="On this page" className="lg:sticky lg:top-6 lg:self-start">
      <p className="font-semibold">On this page</p>
      <ul className="mt-2 columns-2 gap-6 lg:columns-1 lg:border-l-2 lg:border-line lg:pl-4">
        {entries.map((entry) => (
          <li key={entry.id} className="py-1">
            <a href={`#${entry.id}`} className="link">
              {entry.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
