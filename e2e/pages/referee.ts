import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page } from '@playwright/test'
import type { Section } from '@/lib/form/definition'
import { agreementAnswers, letterAnswers } from '@/lib/tools/testing/references'
import { followMail } from './account'
import { call, database, fillSection, newPage } from './applicant'

const { letter, agreement } = call.references!

/** The newest mail to the address, and its personal link, opened by a person without an account. */
export async function openInvitation(
  browser: Browser,
  email: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const page = await newPage(browser, options)
  await followMail(page, email, /asks you|Reminder/, /\/r\//)
  return page
}

export const fillLetter = (page: Page) => fillForm(page, letter as Section, letterAnswers)
export const fillAgreement = (page: Page) => fillForm(page, agreement as Section, agreementAnswers)

async function fillForm(page: Page, section: Section, answers: typeof letterAnswers) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(section.title)
  await fillSection(page, section, { [section.key]: answers }, { 'letter.form': 'typed' })
}

/** Gives the application's people unique addresses; in the order of naming. */
export async function ownAddresses(id: string): Promise<{ referees: string[]; supervisor: string }> {
  const sql = database()
  const rows = await sql<{ id: string; kind: string }[]>`
    select id, kind from reference_requests where application_id = ${id} order by created_at, name`
  const found: { referees: string[]; supervisor: string } = { referees: [], supervisor: '' }
  for (const row of rows) {
    const email = `${randomUUID()}@university.example`
    await sql`update reference_requests set email = ${email}, mailbox = ${email} where id = ${row.id}`
    if (row.kind === 'referee') found.referees.push(email)
    else found.supervisor = email
  }
  await sql.end()
  return found
}

/** All stored data about the application's requests, as one value for comparison. */
export async function requestsOf(id: string): Promise<unknown> {
  const sql = database()
  const rows = await sql`
    select to_jsonb(r) as request, (select jsonb_agg(to_jsonb(e) order by e.id) from events e where e.application_id = ${id}) as events,
      (select count(*) from messages m where m.recipient in (
        select email from reference_requests where application_id = ${id}
        union select p.email from people p join applications a on a.person_id = p.id where a.id = ${id})) as mails
    from reference_requests r where r.application_id = ${id} order by r.id`
  await sql.end()
  return rows
}

export async function expectState(page: Page, name: string, state: string) {
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: name }).first()).toContainText(state)
}
