import type { Executor } from '@/db/client'
import type { Application } from '@/lib/applying/application/queries'
import { createLink } from '@/lib/people/personal-links'
import { queueMail } from '@/lib/platform/mail/queries'
import { instantInWords } from '@/lib/shared/ui/instant'
import { type ReferenceRequest, updateRequest } from './queries'
import { lettersUntil } from './rules'

/** What the mails of a request name of its application. */
export type About = Pick<Application, 'id' | 'callTitle' | 'closesAt' | 'letterGraceDays' | 'correctBy'> & {
  applicantName: string
  timeZone: string
}

/** Mails a new personal link, and notes when. */
export async function mailLink(
  tx: Executor,
  template: 'request-invitation' | 'request-reminder' | 'letter-infected',
  request: ReferenceRequest,
  about: About,
  at = new Date(),
): Promise<void> {
  const { kind, name } = request
  const data = {
    kind,
    name,
    applicantName: about.applicantName,
    callTitle: about.callTitle,
    url: await createLink(tx, request.id),
    until: instantInWords(lettersUntil(about), about.timeZone),
  }
  const messageId = await queueMail(tx, { to: request.email, template, data })
  await updateRequest(tx, request.id, { messageId, mailedAt: at })
}

/** Tells a person that we no longer need their answer. */
export async function mailEnded(tx: Executor, request: ReferenceRequest, about: About): Promise<void> {
  const { kind, name } = request
  const data = { kind, name, applicantName: about.applicantName, callTitle: about.callTitle }
  await queueMail(tx, { to: request.email, template: 'request-ended', data })
}
