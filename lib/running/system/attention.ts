import { signsOfGuessing } from '@/lib/people/access/guessing'
import { count } from '@/lib/shared/format/format'
import type { System } from './overview'

/** Warnings for an admin, a sentence each, with a link to more. */
export type Attention = { sentence: string; look?: { href: string; label: string } }

const MINUTE = 60_000
/** A job overdue for this long has no worker. */
const DUE_MINUTES = 10
/** Mail that waits this long has a server that refuses it. */
const MAIL_MINUTES = 60
/** A nightly backup, plus half a day for the operator to react. */
const BACKUP_HOURS = 36
const FREE_SHARE = 0.1
/** Authenticator codes and deadlines depend on the clock. */
const SKEW_SECONDS = 2

/** The warnings about this state, worst first. Pure. */
export function needsAttention(system: System, now = new Date()): Attention[] {
  const { database, queue, mail, disks, backup, instances, sender } = system
  const minutes = (since: Date | null) => (since ? (now.getTime() - since.getTime()) / MINUTE : 0)
  const present = instances.filter((instance) => instance.present)
  const bad = typeof sender.findings === 'string' ? [] : sender.findings.filter(({ state }) => state === 'bad')
  const found: [boolean, string, Attention['look']?][] = [
    [!database.schema.known, 'The database does not have the schema of this build. Start the newest build once.'],
    [!present.some(({ role }) => role === 'worker'), 'No worker runs: no mail leaves and no dossier is made.'],
    [minutes(queue.oldest) > DUE_MINUTES, `A job has been due for more than ${DUE_MINUTES} minutes.`],
    [queue.failed > 0, `${count(queue.failed, 'job has', 'jobs have')} failed for good.`, JOBS],
    [!mail.server, 'No mail server is set (SMTP_URL): mail waits until there is one.'],
    [mail.server && minutes(mail.oldest) > MAIL_MINUTES, 'A mail has waited for more than an hour.', MAIL],
    [mail.failed > 0, `${count(mail.failed, 'mail has', 'mails have')} failed for good.`, FAILED_MAIL],
    ...disks.map(({ of, free, size }): [boolean, string] => [
      free / size < FREE_SHARE,
      `The disk of the ${of} has less than ${FREE_SHARE * 100}% free.`,
    ]),
    [backup === null, 'No backup was ever made.'],
    [minutes(backup?.at ?? null) > BACKUP_HOURS * 60, `The last backup is older than ${BACKUP_HOURS} hours.`],
    [new Set(present.map(({ build }) => build)).size > 1, 'Instances of different builds run at the same time.'],
    [
      Math.abs(database.skew) > SKEW_SECONDS,
      'The clocks of the portal and its database differ. Let both ask a time server (NTP).',
    ],
    [bad.length > 0, `${bad.map(({ name }) => name).join(', ')} of ${sender.domain}: mail may be taken for spam.`],
  ]
  const own = found.filter(([is]) => is).map(([, sentence, look]) => ({ sentence, look }))
  return [...signsOfGuessing(system.signIns), ...own]
}

const JOBS = { href: '/admin/jobs', label: 'Jobs' }
const MAIL = { href: '/admin/mail', label: 'Mail' }
const FAILED_MAIL = { href: '/admin/mail?state=failed', label: 'Mail' }
