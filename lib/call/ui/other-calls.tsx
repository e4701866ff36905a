import Link from 'next/link'

type Props = { calls: { slug: string; title: string }[]; present: string; path: string }

/** The same page of the other Calls. */
export function OtherCalls({ calls, present, path }: Props) {
  const others = calls.filter(({ slug }) => slug !== present)
  if (others.length === 0) return null
  return (
    <nav aria-label="Other Calls" className="space-y-2">
      <h2>Other Calls</h2>
      <ul className="list-disc pl-5">
        {others.map(({ slug, title }) => (
          <li key={slug}>
            <Link href={`${path}?call=${slug}`} prefetch={false} className="link">
              {title} ({slug})
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
