import clsx from 'clsx'
import Link from 'next/link'

/** Links between views of one page; marks the present one. */
export function Tabs({ label, tabs }: { label: string; tabs: { label: string; href: string; current: boolean }[] }) {
  if (tabs.length < 2) return null
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 border-b border-line">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href}
              prefetch={false}
              aria-current={tab.current ? 'page' : undefined}
              className={clsx('inline-block py-2', tab.current ? 'border-b-4 border-brand-700 font-semibold' : 'link')}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
