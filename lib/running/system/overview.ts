import type { Executor } from '@/db/client'
import type { LastHour } from '@/lib/people/access/guessing'
import { signInsOfLastHour } from '@/lib/people/access/queries'
import type { Person } from '@/lib/people/actor'
import { canRun } from '@/lib/people/permissions'
import { PortalError } from '@/lib/shared/errors'
import { settings } from '@/lib/shared/settings'
import { build, version } from './build'
import { type Disk, disks } from './disk'
import { type Facts, lastFact } from './facts'
import { type Instance, listInstances } from './instances'
import { type DatabaseState, databaseState, type MailState, mailState, type QueueState, queueState } from './queries'
import { checkSenderDomain, type SenderDomain } from './sender-domain'

export type System = {
  version: string
  build: string
  node: string
  database: DatabaseState
  queue: QueueState
  mail: MailState & { server: boolean }
  disks: Disk[]
  backup: { at: Date; facts: Facts } | null
  instances: Instance[]
  sender: SenderDomain
  signIns: LastHour
}

/**
 * The state of the portal: what runs, what waits, what is full.
 * @throws PortalError 'not-found' for everybody except admins of all Calls.
 */
export async function systemState(executor: Executor, admin: Person): Promise<System> {
  if (!canRun(admin, 'system')) throw new PortalError('not-found', 'There is no such page, or it is not for you.')
  const { SMTP_URL, MAIL_FROM, DKIM_SELECTOR } = settings()
  const [database, queue, mail, backup, instances, sender, signIns] = await Promise.all([
    databaseState(executor),
    queueState(executor),
    mailState(executor),
    lastFact(executor, 'backup'),
    listInstances(executor),
    checkSenderDomain({ from: MAIL_FROM, smtpUrl: SMTP_URL, selector: DKIM_SELECTOR }),
    signInsOfLastHour(executor),
  ])
  return {
    version: version(),
    build: build(),
    node: process.versions.node,
    database,
    queue,
    mail: { ...mail, server: SMTP_URL !== undefined },
    backup,
    instances,
    sender,
    signIns,
    disks: await disks(database.directory),
  }
}
