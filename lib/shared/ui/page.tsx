'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'

/** A page's frame: a way back, the heading, the content. `width` 'narrow' suits forms and prose. */
export function Page(props: {
  title: ReactNode
  caption?: ReactNode
  /** `reload`: go back by a full page load, so that the earlier page shows what was saved meanwhile. */
  back?: { href: string; label: string; reload?: boolean }
  width?: 'narrow' | 'wide'
  children: ReactNode
}) {
  const { title, caption, back, width = 'narrow', children } = props
  return (
    <div className={`mx-auto w-full px-4 py-8 ${width === 'narrow' ? 'max-w-3xl' : 'max-w-6xl'}`}>
      {back && (
        <BackLink href={back.href} reload={back.reload}>
          {back.label}
        </BackLink>
      )}
      {caption && <p className="text-quiet">{caption}</p>}
      <h1 className="mb-6">{title}</h1>
      <div className="space-y-6">{children}</div>
    </div>
  )
}

function BackLink({ href, reload, children }: { href: string; reload?: boolean; children: ReactNode }) {
  const Anchor = reload ? 'a' : Link
  return (
    <Anchor href={href} className="link mb-4 inline-block" {...(reload ? {} : { prefetch: false })}>
      <span aria-hidden="true">← </span>
      {children}
    </Anchor>
  )
}
