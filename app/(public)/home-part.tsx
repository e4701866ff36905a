import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A band of the home page, the full width of the screen. */
export function HomePart(props: { id: string; title: string; tone?: 'white' | 'paper'; children: ReactNode }) {
  const { id, title, tone = 'paper', children } = props
  return (
    <section aria-labelledby={id} className={clsx(tone === 'white' && 'border-y border-line bg-white')}>
      <div className="mx-auto w-full max-w-6xl px-4 py-12 lg:py-16">
        <h2 id={id} className="mb-7 font-serif text-3xl font-semibold tracking-tight text-brand-900">
          {title}
        </h2>
        {children}
      </div>
    </section>
  )
}
