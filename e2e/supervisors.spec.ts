import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { database, newPage, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { expectState, fillAgreement, openInvitation, ownAddresses } from './pages/referee'

/**
 * Three applicants with the same supervisor, the last with another spelling of the address; all have sent invitations.
 */
async function threeCandidates(page: Page, email: string) {
  const candidates = []
  for (const name of ['Candidate Amina', 'Candidate Bayu', 'Candidate Chitra']) {
    const application = await readyApplication(name)
    await ownAddresses(application.id)
    const sql = database()
    await sql`update reference_requests set email = ${email}, mailbox = ${email}
      where application_id = ${application.id} and kind = 'supervisor'`
    await sql.end()
    await page.context().clearCookies()
    await signIn(page, application.email)
    await page.goto(`/apply/${application.id}/referees`)
    await page.getByRole('button', { name: 'Send the invitation Li Wei' }).click()
    await expect(page.getByText('The mail to Li Wei is on its way')).toBeVisible()
    candidates.push({ name, ...application })
  }
  return candidates
}

test('a supervisor with three candidates agrees to one, declines one, and sees all', async ({ page, browser }) => {
  test.slow()
  const email = `${randomUUID()}@ucas.example`
  await threeCandidates(page, email)

  // The newest mail is about the last candidate.
  const supervisor = await openInvitation(browser, email)
  await expect(supervisor.getByRole('heading', { level: 1 })).toHaveText('Hosting Candidate Chitra')
  const list = supervisor.getByRole('region', { name: 'All your candidates' })
  await expect(list.getByRole('listitem')).toHaveCount(3)
  await expectAccessible(supervisor)
  await supervisor.getByRole('button', { name: 'Begin the agreement' }).click()
  await fillAgreement(supervisor)
  await supervisor.getByRole('button', { name: 'Save and continue' }).click()
  await expect(supervisor.getByRole('button', { name: 'Send the agreement' })).toBeVisible()
  await expectAccessible(supervisor)
  await supervisor.getByRole('button', { name: 'Send the agreement' }).click()
  await expect(supervisor.getByText('Your agreement was received')).toBeVisible()
  await expect(list.getByRole('listitem').filter({ hasText: 'Candidate Chitra' })).toContainText('Agreed')
  await expectAccessible(supervisor)

  // The link to another candidate goes to the mailbox; this page shows none.
  await supervisor.getByRole('button', { name: 'Mail me the link for Candidate Bayu' }).click()
  await expect(supervisor.getByText('A link for Candidate Bayu is on its way')).toBeVisible()
  expect(await supervisor.locator('a[href*="/r/"]').count()).toBe(0)
  const next = await openInvitation(browser, email)
  await expect(next.getByRole('heading', { level: 1 })).toHaveText('Hosting Candidate Bayu')
  await next.getByRole('link', { name: 'I cannot host this applicant' }).click()
  await expect(next.getByRole('heading', { level: 1 })).toHaveText('Decline to host')
  await expectAccessible(next)
  await next.getByRole('button', { name: 'Decline' }).click()
  await expect(next.getByText('You have declined')).toBeVisible()
  await expect(next.getByRole('listitem').filter({ hasText: 'Candidate Amina' })).toContainText('Waits for you')
  await next.setViewportSize({ width: 375, height: 812 })
  expect(await next.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)

  // The last applicant is still signed in.
  await expectState(page, 'Li Wei', 'Received')
})

test('the applicant submits without the letters, and follows the answers afterwards', async ({ page, browser }) => {
  test.slow()
  const { email, id } = await readyApplication('Follows')
  const { supervisor } = await ownAddresses(id)
  await signIn(page, email)
  await page.goto(`/apply/${id}/check`)
  await page.getByRole('button', { name: 'Submit the application' }).click()
  await expect(page.getByRole('heading', { name: 'Application submitted' })).toBeVisible()
  await page.goto(`/apply/${id}`)
  await expect(page.getByText('3 of 3 answers are still missing')).toBeVisible()
  await expectAccessible(page)
  const host = await openInvitation(browser, supervisor, { javaScriptEnabled: false })
  await host.getByRole('button', { name: 'Begin the agreement' }).click()
  await fillAgreement(host)
  await host.getByRole('button', { name: 'Save and continue' }).last().click()
  await host.getByRole('button', { name: 'Send the agreement' }).click()
  await expect(host.getByText('Your agreement was received')).toBeVisible()
  await page.reload()
  await expect(page.getByText('2 of 3 answers are still missing')).toBeVisible()
  await page.getByRole('link', { name: 'Send a mail again, or name somebody else' }).click()
  await expect(page.getByRole('button', { name: 'Send the mail again Professor One' })).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole('button', { name: 'Remove Professor One' })).toBeHidden()
  await page.getByRole('button', { name: 'Send the mail again Professor One' }).click()
  await expect(page.getByText('The mail to Professor One is on its way')).toBeVisible()
  const phone = await newPage(browser, {
    viewport: { width: 375, height: 812 },
    storageState: await page.context().storageState(),
  })
  await phone.goto(`/apply/${id}/referees`)
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})
