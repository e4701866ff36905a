import type { ReactNode } from 'react'

/** The head of a public page: its section, its one h1, a sentence. */
export function Heading({ caption, title, children }: { caption?: ReactNode; title: ReactNode; children?: ReactNode }) {
  return (
    <div className="border-b border-line bg-white">
      <div className="mx-auto w-full max-w-6xl px-4 pt-10 pb-8">
        {caption && <p className="mb-2 text-sm font-semibold tracking-wide text-brand-700">{caption}</p>}
        <h1 className="max-w-3xl font-serif font-semibold tracking-tight text-balance text-brand-900">{title}</h1>
        {children && <div className="mt-3 max-w-3xl text-lg text-quiet">{children}</div>}
      </div>
    </div>
  )
}

/** A titled part of a page; the contents list links to `id`. */
export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="space-y-4">
      <h2 id={id} className="scroll-mt-6 font-serif text-2xl font-semibold tracking-tight text-brand-900">
        {title}
      </h2>
      {children}
    </section>
  )
}
