import type { changesBetween } from '../changes'

/** What the applicant changed from one submission to the next. */
export function Changes({ answers, files }: ReturnType<typeof changesBetween>) {
  return (
    <section className="card space-y-3" aria-labelledby="changes">
      <h2 id="changes">Changed since the submission before</h2>
      {answers.length + files.length === 0 && <p>Nothing was changed.</p>}
      <dl className="divide-y divide-line">
        {files.map(({ key, label, before, after }) => (
          <Change key={key} label={`Document: ${label}`} before={before.join(', ')} after={after.join(', ')} />
        ))}
        {answers.map(({ key, section, label, before, after }) => (
          <Change key={key} label={`${section}: ${label}`} before={before} after={after} />
        ))}
      </dl>
    </section>
  )
}

function Change({ label, before, after }: { label: string; before: string; after: string }) {
  const text = 'whitespace-pre-wrap [unicode-bidi:plaintext]'
  return (
    <div className="py-2">
      <dt className="font-semibold">{label}</dt>
      <dd className="grid gap-x-4 sm:grid-cols-2">
        <div>
          <span className="text-sm text-quiet">Before: </span>
          {before ? <del className={text}>{before}</del> : <span className="text-quiet">nothing</span>}
        </div>
        <div>
          <span className="text-sm text-quiet">Now: </span>
          {after ? <ins className={`${text} no-underline`}>{after}</ins> : <span className="text-quiet">nothing</span>}
        </div>
      </dd>
    </div>
  )
}
