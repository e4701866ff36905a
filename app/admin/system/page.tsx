import type { Metadata } from 'next'
import Link from 'next/link'
import { reads } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { needsAttention } from '@/lib/running/system/attention'
import { systemState } from '@/lib/running/system/overview'
import { settingsShown } from '@/lib/running/system/settings-shown'
import { Cards } from '@/lib/running/system/ui/cards'
import { Fact, FactsCard } from '@/lib/running/system/ui/facts'
import { Instances } from '@/lib/running/system/ui/instances'
import { Sender } from '@/lib/running/system/ui/sender'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'System' }

export default async function SystemPage() {
  const admin = await requireRunner('system', '/admin/system')
  const system = await systemState(reads, admin)
  const attention = needsAttention(system)
  return (
    <Page title="System" width="wide">
      {attention.length === 0 ? (
        <Notice tone="good">All is well.</Notice>
      ) : (
        <Notice tone="warning" title="Needs your attention">
          <ul className="list-disc pl-5">
            {attention.map(({ sentence, look }) => (
              <li key={sentence}>
                {sentence}
                {look && (
                  <>
                    {' '}
                    <Link href={look.href} prefetch={false} className="link">
                      {look.label}
                    </Link>
                  </>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Cards system={system} />
      <Instances instances={system.instances} build={system.build} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Sender {...system.sender} />
        <FactsCard title="Settings">
          {settingsShown().map(({ name, value }) => (
            <Fact key={name} label={name}>
              {value}
            </Fact>
          ))}
        </FactsCard>
      </div>
    </Page>
  )
}
