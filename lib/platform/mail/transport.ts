import { createTransport, type Transporter } from 'nodemailer'

/** How long a mail server may take, in milliseconds; SMTP_URL may say otherwise, as in `smtp://host?socketTimeout=60000`. */
const PATIENCE = { dnsTimeout: 30_000, connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 120_000 }

/**
 * Sends over a few connections that are kept. nodemailer's pool would send a message once more by itself when its
 * connection closes; with no requeue it tells us, and each attempt is one that is noted.
 */
export function smtpTransport(smtpUrl: string): Transporter {
  const url = new URL(smtpUrl)
  for (const [name, value] of Object.entries(PATIENCE)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value))
  }
  url.searchParams.set('pool', 'true')
  url.searchParams.set('maxRequeues', '0')
  // Options beside a url are ignored by nodemailer, so all of them are in it.
  return createTransport(url.href)
}

export type SmtpError = Error & { code?: string; command?: string; responseCode?: number }

/** Whether a later attempt is of no use: the server said so, or the message cannot be sent to any server. */
export function isPermanent({ code, command, responseCode }: SmtpError): boolean {
  if (responseCode) return responseCode >= 500 && ['MAIL FROM', 'RCPT TO', 'DATA'].includes(command ?? '')
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}
