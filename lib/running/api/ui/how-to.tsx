import { type Operation, operations } from '../operations'

/** Explains how a program uses the API; made from the operations. */
export function HowTo({ server }: { server: string }) {
  return (
    <section className="card space-y-3" aria-labelledby="how-to">
      <h2 id="how-to">How a program uses a token</h2>
      <p>The program sends the token with each request, in a header:</p>
      <pre className="rounded bg-[#f2f5f7] p-3 text-sm break-all whitespace-pre-wrap">
        <code>{`curl -H 'Authorization: Bearer sp_…' '${server}/api/v1/applications?q=status:nominated'`}</code>
      </pre>
      <ul className="divide-y divide-line border-y border-line">
        {Object.entries(operations as Record<string, Operation>).map(([id, { method, path, summary, scope }]) => (
          <li key={id} className="space-y-1 py-2">
            <p className="break-all">
              <code>
                {method.toUpperCase()} /api/v1{path}
              </code>
            </p>
            <p className="text-sm">
              {summary} {scope && <span className="text-quiet">({scope})</span>}
            </p>
          </li>
        ))}
      </ul>
      <p>
        Everything else is in the{' '}
        <a className="link" href="/api/v1/openapi.json">
          OpenAPI document
        </a>
        . Searches are the same as in the list of applications. Errors are problem details (RFC 9457).
      </p>
    </section>
  )
}
