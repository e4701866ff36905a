import Link from 'next/link'
import type { ReactNode } from 'react'

/** A page's frame: a way back, the heading, the content. `width` 'narrow' suits forms and prose. */
export function Page(props: {
  title: ReactNode
  caption?: ReactNode
  back?: { href: string; label: string }
  width?: 'narrow' | 'wide'
  children: ReactNode
}) {
  const { title, caption, back, width = 'narrow', children } = props
  return (
    <div className={`mx-auto w-full px-4 py-8 ${width === 'narrow' ? 'max-w-3xl' : 'max-w-6xl'}`}>
      {back && (
        <Link href={back.href} prefetch={false} className="link mb-4 inline-block">
          <span aria-hidden="true">← </span>
          {back.label}
        </Link>
      )}
      {caption && <p className="text-quiet">{caption}</p>}
      <h1 className="mb-6">{title}</h1>
      <div className="space-y-6">{children}</div>
    </div>
  )
}
