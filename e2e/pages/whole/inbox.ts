import { expect, type Page } from '@playwright/test'
import PostalMime from 'postal-mime'
import { MailServer } from '@/lib/tools/testing/mail-server'

/** Everybody's mailbox: what the portal has sent over SMTP, as a mail program reads it. */
export class Inbox {
  private readonly server = new MailServer()

  async start(): Promise<this> {
    await this.server.start()
    return this
  }

  get smtpUrl(): string {
    return this.server.url
  }

  stop = () => this.server.stop()

  /** The text of the newest mail to the address with that subject; null if there is none yet. */
  private async newest(email: string, subject: RegExp): Promise<string | null> {
    for (const { raw } of this.server.to(email).toReversed()) {
      const mail = await PostalMime.parse(raw)
      if (subject.test(mail.subject ?? '')) return mail.text ?? ''
    }
    return null
  }

  /** Waits for the mail. */
  async read(email: string, subject: RegExp): Promise<string> {
    let text: string | null = null
    await expect
      .poll(async () => (text = await this.newest(email, subject)), { message: `mail to ${email}: ${subject}` })
      .not.toBeNull()
    return text!
  }

  /** Opens the link in the mail, like its recipient. */
  async follow(page: Page, email: string, subject: RegExp, link: RegExp): Promise<void> {
    const links = (await this.read(email, subject)).match(/https?:\S+/g) ?? []
    const found = links.find((address) => link.test(address))
    expect(found, `a link like ${link} in the mail “${subject}”`).toBeDefined()
    await page.goto(found!)
  }
}
