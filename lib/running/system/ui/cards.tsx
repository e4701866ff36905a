import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatNumber, gigabytes } from '@/lib/shared/format/format'
import { Instant } from '@/lib/shared/ui/instant'
import type { System } from '../overview'
import { skewInWords } from '../words'
import { Fact, FactsCard } from './facts'

/** The state of the portal's parts, one card each. */
export function Cards({ system }: { system: System }) {
  const { database, queue, mail, disks, backup } = system
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <FactsCard title="What runs">
        <Fact label="Version">{system.version}</Fact>
        <Fact label="Build">
          <code className="text-sm break-all">{system.build}</code>
        </Fact>
        <Fact label="Node">{system.node}</Fact>
        <Fact label="PostgreSQL">{database.server}</Fact>
        <Fact label="Schema expected">{database.schema.expected}</Fact>
        <Fact label="Schema found">{database.schema.found}</Fact>
        <Fact label="Clocks">{skewInWords(database.skew)}</Fact>
      </FactsCard>
      <FactsCard title="Jobs">
        <Fact label="Waiting">{formatNumber(queue.waiting)}</Fact>
        <Fact label="Running">{formatNumber(queue.running)}</Fact>
        <Fact label="Tried again later">{formatNumber(queue.retrying)}</Fact>
        <Fact label="Failed">
          <Where href="/admin/jobs">{formatNumber(queue.failed)}</Where>
        </Fact>
        <Fact label="The oldest is due since">{when(queue.oldest, 'none is due')}</Fact>
      </FactsCard>
      <FactsCard title="Mail">
        <Fact label="Waiting">{formatNumber(mail.waiting)}</Fact>
        <Fact label="Failed">
          <Where href="/admin/mail?state=failed">{formatNumber(mail.failed)}</Where>
        </Fact>
        <Fact label="The oldest waits since">{when(mail.oldest, 'none waits')}</Fact>
        <Fact label="Last sent">{when(mail.lastSent, 'never')}</Fact>
      </FactsCard>
      <FactsCard title="Disk and backup">
        {disks.map(({ of, free, size }) => (
          <Fact key={of} label={of === 'files' ? 'Free for files' : 'Free for the database'}>
            {gigabytes(free)} of {gigabytes(size)}
          </Fact>
        ))}
        <Fact label="Size of the database">{gigabytes(database.bytes)}</Fact>
        <Fact label="Last backup">{when(backup?.at ?? null, 'never')}</Fact>
        {Object.entries(backup?.facts ?? {}).map(([name, value]) => (
          <Fact key={name} label={`Backup: ${name}`}>
            {typeof value === 'number' ? formatNumber(value) : String(value)}
          </Fact>
        ))}
      </FactsCard>
    </div>
  )
}

function Where({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="link">
      {children}
    </Link>
  )
}

const when = (at: Date | null, otherwise: string) => (at ? <Instant at={at} zone="UTC" /> : otherwise)
