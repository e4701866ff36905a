import type { Transporter } from 'nodemailer'
import type { Executor } from '@/db/client'
import { findMessage, markAttempt, markSent } from './queries'

/** The last part of a Message-ID: the sender's domain. */
function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost'
}

/**
 * Sends one queued message. Its Message-ID comes from the row, so a server that died between sending and noting it
 * sends a repeat which mail programs recognise as the same. An error is noted and thrown on, for the queue to retry.
 */
export async function sendMessage(
  executor: Executor,
  transport: Transporter,
  from: string,
  job: { id: string; last: boolean },
): Promise<void> {
  const message = await findMessage(executor, job.id)
  if (!message || message.state === 'sent') return
  try {
    await transport.sendMail({
      from,
      to: { name: '', address: message.recipient },
      subject: message.subject,
      text: message.text,
      html: message.html,
      messageId: `<${message.id}@${domainOf(from)}>`,
      // Keeps out-of-office answers from coming back.
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    await markAttempt(executor, message.id, error instanceof Error ? error.message : String(error), job.last)
    throw error
  }
  await markSent(executor, message)
}
