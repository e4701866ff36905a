import type { ReactNode } from 'react'

/** A card of the system page: a heading and rows of facts. */
export function FactsCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card min-w-0 space-y-2">
      <h2 className="!text-lg">{title}</h2>
      <dl className="divide-y divide-line">{children}</dl>
    </section>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6 py-1.5">
      <dt className="text-quiet">{label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  )
}
