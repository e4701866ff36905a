import { Instant } from '@/lib/shared/ui/instant'

type Later = { name: string; closesAt: Date }

/** Those with more time than the Call gives, and their closing. */
export function LaterClosings({ title, later, zone }: { title: string; later: Later[]; zone: string }) {
  if (later.length === 0) return null
  return (
    <section className="space-y-2">
      <h3>{title}</h3>
      <dl className="card divide-y divide-line py-1">
        {later.map(({ name, closesAt }) => (
          <div key={name} className="grid gap-x-6 py-2 sm:grid-cols-2">
            <dt className="font-semibold">{name}</dt>
            <dd>
              <Instant at={closesAt} zone={zone} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
