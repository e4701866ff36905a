'use client'

/** An event in words; the server writes its time, because browsers write times in different ways. */
export type Entry = {
  at: string
  when: string
  what: string
  /** What or whom it concerns, if it has a name. */
  whom?: string
  /** Shown beside the time: words, a name, and the words after it. */
  by?: [words: string, name?: string, more?: string]
}

/** What happened, as a list with its heading. */
export function EventList({ entries }: { entries: Entry[] }) {
  return (
    <section aria-labelledby="timeline" className="space-y-3">
      <h2 id="timeline">What happened so far</h2>
      <ol className="space-y-3 border-l-2 border-brand-200 pl-4">
        {entries.map(({ at, when, what, whom, by }, place) => (
          <li key={place}>
            <p className="font-semibold">
              {what}
              {whom !== undefined && (
                <span className="font-normal">
                  : <bdi>{whom}</bdi>
                </span>
              )}
            </p>
            <p className="text-sm text-quiet">
              <time dateTime={at}>{when}</time>
              {by && <By by={by} />}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function By({ by: [words, name, more] }: { by: NonNullable<Entry['by']> }) {
  return (
    <>
      , {words}
      {name && (
        <>
          {' '}
          <bdi>{name}</bdi>
        </>
      )}
      {more}
    </>
  )
}
