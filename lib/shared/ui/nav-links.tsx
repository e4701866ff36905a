'use client'

import clsx from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { openIn } from './current-link'

type NavLink = { href: string; label: string }

/** Links in a row; marks the link to the open page, or to the part that contains it. */
export function NavLinks({ links }: { links: NavLink[] }) {
  const open = openIn(links, usePathname())
  return (
    <ul className="mx-auto flex max-w-6xl flex-wrap gap-x-5 px-4 py-2">
      {links.map(({ href, label }) => (
        <li key={href}>
          <Link
            href={href}
            prefetch={false}
            aria-current={open(href)}
            className="link inline-block py-1 aria-[current]:font-bold aria-[current]:no-underline"
          >
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The same in the site's header. `at`: the path of the open page, if it is not the present one. */
export function HeaderLinks({ links, at }: { links: NavLink[]; at?: string }) {
  const path = usePathname()
  const open = openIn(links, at ?? path)
  return links.map(({ href, label }) => (
    <Link
      key={href}
      href={href}
      prefetch={false}
      aria-current={open(href)}
      className={clsx(
        'border-b-2 py-1 hover:border-white',
        open(href) ? 'border-sun-400 font-semibold' : 'border-transparent',
      )}
    >
      {label}
    </Link>
  ))
}
