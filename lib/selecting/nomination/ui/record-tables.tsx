'use client'

/** `now`: what became of the candidate after the list was handed in, where the list shows it. */
export type RecordRow = [number: string, name: string | null, rank: number | null, now?: string]

/** The looks of the cells stand at the table, because there are many. */
const TABLE =
  'card w-full table-fixed border-separate border-spacing-0 !p-0 text-left [&_tr>*]:px-4 [&_tr>*]:py-1.5 [&_thead]:text-sm [&_thead]:text-quiet [&_tbody]:align-top [&_td]:border-t [&_td]:border-line [&_bdi]:font-semibold [&_span]:text-sm'

/** The nominated candidates with their ranks, and the others. */
export function RecordTables({ rows }: { rows: RecordRow[] }) {
  const nominated = rows.filter(([, , rank]) => rank !== null)
  const others = rows.filter(([, , rank]) => rank === null)
  const times = new Map<number | null, number>()
  for (const [, , rank] of rows) times.set(rank, (times.get(rank) ?? 0) + 1)
  return (
    <>
      <section className="space-y-3" aria-labelledby="nominated">
        <h2 id="nominated">Nominated ({nominated.length})</h2>
        {nominated.length === 0 ? (
          <p className="card">Nobody.</p>
        ) : (
          <table className={TABLE}>
            <thead>
              <tr>
                <th scope="col" className="w-28">
                  Rank
                </th>
                <th scope="col">Candidate</th>
              </tr>
            </thead>
            <tbody>
              {nominated.map((row) => (
                <tr key={row[0]}>
                  <td>
                    <strong>{row[2]}</strong>
                    {times.get(row[2])! > 1 && <span> tied</span>}
                  </td>
                  <td>{named(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {others.length > 0 && (
        <section className="space-y-3" aria-labelledby="others">
          <h2 id="others">Not nominated ({others.length})</h2>
          <ul className="card divide-y divide-line py-1 [&_bdi]:font-semibold [&_li]:py-1.5 [&_span]:text-sm">
            {others.map((row) => (
              <li key={row[0]}>{named(row)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** A function and no component, as it is there for each row. */
function named([number, name, , now]: RecordRow) {
  const words = (
    <>
      <bdi>{name ?? number}</bdi> <span className="text-quiet">{number}</span>
    </>
  )
  if (now === 'withdrawn')
    return (
      <>
        <s>{words}</s> <span className="font-semibold">withdrawn since</span>
      </>
    )
  return (
    <>
      {words}
      {now && <span> ({now})</span>}
    </>
  )
}
