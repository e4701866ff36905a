import type { CallDefinition } from '@/lib/call/definition'

/** What the scholarship pays. */
export function Coverage({ definition }: { definition: CallDefinition }) {
  return (
    <ul className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-3">
      {definition.coverage.map((item) => (
        <li key={item.title} className="border-t-2 border-sun-400 pt-3">
          <h3>{item.title}</h3>
          <p className="mt-1 text-quiet">{item.text}</p>
        </li>
      ))}
    </ul>
  )
}
