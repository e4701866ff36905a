import { createTransport, type Transporter } from 'nodemailer'

/**
 * How long a mail server may take, in milliseconds; SMTP_URL can override it, as in `smtp://host?socketTimeout=60000`.
 */
const PATIENCE = { dnsTimeout: 30_000, connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 120_000 }

/**
 * Sends over a few reused connections. nodemailer's pool would resend a message by itself when its connection closes;
 * without requeues it reports the failure, and the portal notes every attempt.
 */
export function smtpTransport(smtpUrl: string): Transporter {
  const url = new URL(smtpUrl)
  for (const [name, value] of Object.entries(PATIENCE)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value))
  }
  url.searchParams.set('pool', 'true')
  url.searchParams.set('maxRequeues', '0')
  // nodemailer ignores options beside a url, so the url holds all of them.
  return createTransport(url.href)
}

export type SmtpError = Error & { code?: string; command?: string; responseCode?: number }

/** Whether a later attempt is useless: the server said so, or no server could send the message. */
export function isPermanent({ code, command, responseCode }: SmtpError): boolean {
  if (responseCode) return responseCode >= 500 && ['MAIL FROM', 'RCPT TO', 'DATA'].includes(command ?? '')
  return code === 'EENVELOPE' || code === 'EMESSAGE'
}
