import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A band of the home page, the full width of the screen. */
export function HomePart(props: {
  id: string
  title: string
  intro?: ReactNode
  tone?: 'white' | 'paper'
  children: ReactNode
}) {
  const { id, title, intro, tone = 'paper', children } = props
  return (
    <section aria-labelledby={id} className={clsx(tone === 'white' && 'border-y border-line bg-white')}>
      <div className="mx-auto grid w-full max-w-6xl gap-x-12 gap-y-7 px-4 py-12 lg:grid-cols-[15rem_1fr] lg:py-20">
        <div>
          <h2 id={id} className="font-serif text-3xl font-semibold tracking-tight text-balance text-brand-900">
            {title}
          </h2>
          {intro && <div className="mt-3 text-quiet">{intro}</div>}
        </div>
        <div className="min-w-0">{children}</div>
      </div>
    </section>
  )
}
