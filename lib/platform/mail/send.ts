import type { Transporter } from 'nodemailer'
import type { Database } from '@/db/client'
import { log } from '@/lib/shared/log/log'
import { claimMessage, lookAgain, type Message, markError, markSent, noteAttempt } from './queries'
import { isPermanent, type SmtpError } from './transport'

/** The last part of a Message-ID: the sender's domain. */
function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
}

/**
 * Sends one queued message, and locks its row during the whole conversation with the mail server, so that two workers
 * never send it at once. Its Message-ID comes from the row: if the server dies between sending and noting it, mail
 * programs recognise the repeat. Notes an error and throws it, so that the queue retries, unless the mail server
 * refused for good or this was the `last` attempt: then the message has failed.
 */
export async function sendMessage(
  database: Database,
  transport: Transporter,
  from: string,
  job: { id: string; last: boolean },
): Promise<void> {
  const outcome = (await noteAttempt(database, job.id))
    ? await database.transaction(async (tx) => {
        const message = await claimMessage(tx, job.id)
        if (!message) return null
        const error = message.closed ? new Error(message.text) : await deliver(transport, from, message)
        const final = error !== null && (job.last || message.closed || isPermanent(error))
        if (error) await markError(tx, job.id, error.message, final)
        else await markSent(tx, message)
        return { error, final }
      })
    : null
  if (!outcome) return lookAgain(database, job.id)
  if (!outcome.error) return
  if (!outcome.final) throw outcome.error
  log.error({ err: outcome.error, mail: job.id }, 'A mail failed for good.')
}

/** Hands the message to the mail server; returns the error, if any. */
async function deliver(transport: Transporter, from: string, message: Message): Promise<Error | null> {
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: message.recipient },
      subject: message.subject,
      text: message.text,
      html: message.html,
      messageId: `<${message.id}@${domainOf(from)}>`,
      // Keeps out-of-office replies from coming back.
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return null
  } catch (error) {
    if (!(error instanceof Error)) return new Error(withoutLinks(String(error)))
    // The pool reports its own requeues; we want none.
    if (/^Reached maximum number/.test(error.message)) return new Error('The mail server closed the connection.')
    // Keeps nothing else: `response` has the server's words too.
    const { code, command, responseCode } = error as SmtpError
    return Object.assign(new Error(withoutLinks(error.message)), { code, command, responseCode })
  }
}

/** A mail server may quote what it refuses, and nobody else may read the personal links in it. */
export function withoutLinks(text: string): string {
  return text.replace(/(\/r\/|token=)[^\s"'<>&)]+/gi, '$1…')
}
