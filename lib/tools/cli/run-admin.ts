import { and, desc, eq, sql } from 'drizzle-orm'
import type * as z from 'zod'
import { connect, type Database } from '@/db/client'
import { messages } from '@/db/schema'
import { readSecrets } from '@/db/server/secrets'
import { findMessage } from '@/lib/platform/mail/queries'
import { inviteAdmin } from '@/lib/running/staff/invite-admin'
import { adminSchema } from '@/lib/running/staff/schema'
import { PortalError } from '@/lib/shared/errors'
import { Problem } from '@/lib/shared/problem'
import { settings } from '@/lib/shared/settings'
import { DATA, portalDatabase } from '@/lib/tools/cli/portal-database'

const USAGE = 'say npm run admin -- invite ADDRESS NAME, for example: invite ada@example.org "Ada Mensah".'

/**
 * `invite ADDRESS NAME`: invites an admin of all Calls on behalf of the operator, by mail; without a mail server it
 * prints the link, for this person only. @throws Problem
 */
export async function runAdmin([command, email, ...words]: string[]): Promise<void> {
  if (command !== 'invite' || !email || words.length === 0) throw new Problem(USAGE)
  const given = adminSchema.safeParse({ email, name: words.join(' ') })
  if (!given.success) throw new Problem(errorsOf(given.error).join('; '))
  const { url, stop } = await portalDatabase()
  configure(url)
  const { db, close } = connect(url, 1)
  try {
    const [there] = await db.execute<{ people: string | null }>(sql`select to_regclass('public.people') as people`)
    if (!there?.people) throw new Problem('there is no portal in this database yet. Start it once.')
    const how = await inviteAdmin(db, given.data)
    console.log(
      `${given.data.email} is ${how === 'again' ? 'invited once more' : 'an admin of all Calls, and told by mail'}.`,
    )
    if (!settings().SMTP_URL) await printLink(db, given.data.email)
  } catch (error) {
    throw error instanceof PortalError ? new Problem(error.message) : error
  } finally {
    await close()
    await stop()
  }
}

const errorsOf = (error: z.ZodError) => error.issues.map(({ message }) => message)

/** The portal's own secret seals the mail, so that the running portal can send it. @throws Error if one is missing */
function configure(url: string): void {
  if (!process.env.DATABASE_URL) process.env.NEXTAUTH_SECRET ||= readSecrets(DATA).authSecret
  process.env.DATABASE_URL = url
  settings()
}

async function printLink(db: Database, email: string): Promise<void> {
  const [row] = await db
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.template, 'staff-invitation'), sql`lower(${messages.recipient}) = lower(${email})`))
    .orderBy(desc(messages.queuedAt))
    .limit(1)
  const link = row && /https?:\S*\/invitation\?token=[\w-]+/.exec((await findMessage(db, row.id))?.text ?? '')
  if (link) console.log(`No SMTP_URL is given, so no mail leaves. The link, for them alone: ${link[0]}`)
}
