'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

/** Links in a row; the one to the page that is open says so. */
export function NavLinks({ links }: { links: { href: string; label: string }[] }) {
  const open = usePathname()
  return (
    <ul className="mx-auto flex max-w-6xl flex-wrap gap-x-5 px-4 py-2">
      {links.map(({ href, label }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            aria-current={open === href ? 'page' : undefined}
            className="link inline-block py-1 aria-[current=page]:font-bold aria-[current=page]:no-underline"
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
