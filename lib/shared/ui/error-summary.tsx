/** `id` is the field's, or the path of another page. */
export type Problem = { id: string; message: string }

/**
 * All errors of a page at its top, each a link to its field (GOV.UK pattern). Put `Error:` before the page's title as
 * well.
 */
export function ErrorSummary({ problems, title = 'There is a problem' }: { problems: Problem[]; title?: string }) {
  if (problems.length === 0) return null
  return (
    <div role="alert" id="error-summary" tabIndex={-1} className="rounded-md border-4 border-bad bg-white p-4">
      <h2>{title}</h2>
      <ul className="mt-2 list-disc space-y-1 pl-5">
        {problems.map((problem) => (
          <li key={problem.id + problem.message}>
            <a
              href={problem.id.startsWith('/') ? problem.id : `#${problem.id}`}
              className="font-semibold text-bad underline underline-offset-4"
            >
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
