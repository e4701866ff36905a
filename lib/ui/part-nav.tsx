import Link from 'next/link'

/** The pages of a part of the portal. */
export function PartNav({ label, links }: { label: string; links: { href: string; label: string }[] }) {
  return (
    <nav aria-label={label} className="border-b border-line bg-white">
      <ul className="mx-auto flex max-w-6xl flex-wrap gap-x-5 px-4 py-2">
        {links.map(({ href, label }) => (
          <li key={href}>
            <Link href={href} prefetch={false} className="link inline-block py-1">
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
