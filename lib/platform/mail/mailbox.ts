import { settings } from '@/lib/shared/settings'

/** Whether /mailbox shows the mails: only if none can leave, and only in development or a demonstration. */
export function mailboxOpen(): boolean {
  const { SMTP_URL, DEMO } = settings()
  return !SMTP_URL && (process.env.NODE_ENV !== 'production' || DEMO)
}
