import Link from 'next/link'
import type { ReactNode } from 'react'

/** A way up, above a page's heading. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="link">
      <span aria-hidden="true">← </span>
      {children}
    </Link>
  )
}
