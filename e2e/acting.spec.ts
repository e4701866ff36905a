import { expect, type Page, test } from '@playwright/test'
import { aPdf } from '@/lib/tools/testing/files'
import { followMail } from './pages/account'
import { database, newPage, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin } from './pages/staff'

const PHONE = { width: 375, height: 812 }

/** Checks the page for accessibility, and that it does not scroll sideways. */
async function good(page: Page, name: string | RegExp) {
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expectAccessible(page)
  const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth])
  expect(scroll).toBeLessThanOrEqual(inner!)
}

const field = (page: Page, id: string) => page.locator(`[id="${id}"]`)
const state = (page: Page) => page.locator('[data-state]')

/** From the search for the address to the application, open as its applicant sees it. */
async function begin(page: Page, email: string) {
  await page.getByLabel(/Number of the application/).fill(email)
  await page.getByRole('button', { name: 'Find the application' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Act for an applicant' })).toBeVisible()
  await page.getByLabel('How did they ask for it?').selectOption('phone')
  await page.getByLabel('What do they need help with?').fill('The upload of the CV fails.')
  await page.getByLabel(/The applicant asked for this/).check()
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(page.getByText('You act for')).toBeVisible()
}

test('an admin fills in for an applicant, who watches it, gets a summary of the changes, and ends it', async ({
  page,
  browser,
}) => {
  const { id, email } = await readyApplication('Helped Haile')
  await page.setViewportSize(PHONE)
  const admin = await anAdmin(page, '/admin/acting')
  await good(page, 'Acting for applicants')
  await page.getByLabel(/Number of the application/).fill('nobody@example.org')
  await page.getByRole('button', { name: 'Find the application' }).click()
  await expect(page.locator('#error-summary')).toContainText('No application that can be changed now')
  await expect(page.getByLabel(/Number of the application/)).toHaveValue('nobody@example.org')
  await page.getByLabel(/Number of the application/).fill(email)
  await page.getByRole('button', { name: 'Find the application' }).click()
  await good(page, 'Act for an applicant')
  await page.getByRole('button', { name: 'Begin' }).click()
  const problems = ['Choose how they asked for it', 'Enter what they need help with', 'Tick the box to confirm']
  for (const problem of problems) await expect(page.locator('#error-summary')).toContainText(problem)
  await expectAccessible(page)
  expect((await page.request.get(`/apply/${id}`)).status()).toBe(404)
  await page.goto('/admin/acting')
  await begin(page, email)
  await expectAccessible(page)
  await expect(page.getByText('Helped Haile')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Withdraw this application' })).toBeHidden()

  await page.goto(`/apply/${id}/languages`)
  await expect(page.getByText('You act for')).toBeVisible()
  await field(page, 'mother').fill('Tigrinya')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await page.goto(`/apply/${id}/documents`)
  const form = page.locator('form:has([id="cv"])')
  const cv = { name: 'better.pdf', mimeType: 'application/pdf', buffer: aPdf() }
  await form.locator('input[type=file]').setInputFiles(cv)
  await form.getByRole('button', { name: /^Replace/ }).click()
  await expect(page.locator('bdi:text-is("better.pdf")')).toBeVisible()
  await page.goto(`/apply/${id}/check`)
  await good(page, 'Check your answers')
  await expect(page.getByText('Only the applicant can submit')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Submit the application' })).toBeHidden()
  for (const end of ['/withdraw', '/offer', '/submitted'])
    expect((await page.request.get(`/apply/${id}${end}`, { maxRedirects: 0 })).status(), end).not.toBe(200)

  const applicant = await newPage(browser, { viewport: PHONE })
  await signIn(applicant, email)
  await applicant.goto(`/apply/${id}/languages`)
  await expect(
    applicant.getByText('Admin Of The Test (Alliance of International Science Organizations) is helping'),
  ).toBeVisible()
  await expect(field(applicant, 'mother')).toHaveValue('Tigrinya')
  await followMail(applicant, email, /can now help with your application/, /\/help$/)
  await good(applicant, 'Help with this application')
  await expect(applicant.getByText('The upload of the CV fails.')).toBeVisible()
  await expect(applicant.getByText(/^Languages: /)).toBeVisible()
  await expect(applicant.getByText('Document uploaded: better.pdf')).toBeVisible()

  await page.goto(`/apply/${id}/languages`)
  await expect(state(page)).toHaveAttribute('data-state', 'idle')
  await applicant.getByRole('button', { name: 'End the help' }).click()
  await expect(applicant.getByText('Nobody but you can change this application now.')).toBeVisible()
  await expectAccessible(applicant)
  await field(page, 'mother').fill('Not any more')
  await expect(page.getByText('You no longer act for this applicant here.').first()).toBeVisible()
  expect((await page.request.get(`/apply/${id}`)).status()).toBe(404)

  await applicant.goto(`/apply/${id}`)
  await expect(applicant.getByText('is helping with your application')).toBeHidden()
  const timeline = applicant.getByRole('region', { name: 'What happened so far' })
  await expect(timeline).toContainText('Help with the application began')
  await expect(timeline).toContainText('Document uploaded: better.pdf')
  await expect(timeline).toContainText('by Admin Of The Test, for you')
  await followMail(applicant, email, /help with your application has ended/, /\/help$/)
  await page.goto('/admin/acting')
  const row = page.getByRole('listitem').filter({ hasText: 'Helped Haile' })
  await expect(row).toContainText('ended by the applicant')
  await page.goto(`/admin/audit?type=section-filled&person=${encodeURIComponent(admin)}`)
  await expect(page.getByRole('main')).toContainText('Section: Languages')
})

test('without JavaScript it starts, saves a section, and ends', async ({ browser }) => {
  const { id, email } = await readyApplication('Scriptless Sara')
  const page = await newPage(browser, { javaScriptEnabled: false })
  await anAdmin(page, '/admin/acting')
  await begin(page, email)
  await page.goto(`/apply/${id}/languages`)
  await field(page, 'mother').fill('Amharic and Oromo')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.goto(`/apply/${id}/languages`)
  await expect(field(page, 'mother')).toHaveValue('Amharic and Oromo')
  await page.getByRole('link', { name: 'End now' }).click()
  await page.getByRole('button', { name: 'Stop acting for this applicant' }).click()
  await expect(page.getByText('You no longer act for this applicant.')).toBeVisible()
  const sql = database()
  const rows = await sql`select actor_role, data -> 'fields' as fields from events
    where application_id = ${id} and type = 'section-filled'`
  await sql.end()
  expect(rows).toEqual([{ actor_role: 'admin', fields: ['mother'] }])
})
