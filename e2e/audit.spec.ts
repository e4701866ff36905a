import { expect, test } from '@playwright/test'
import { newPage, portal } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin } from './pages/staff'

test('an admin finds who read an application, downloads the record and has its chain checked', async ({ page }) => {
  const { db, findCall, aSubmitted } = await portal()
  const { id, number } = await aSubmitted((await findCall(db, '2021'))!, { institution: 'cib' })
  const email = await anAdmin(page, '/admin')
  await page.goto(`/applications/${id}`)
  await expect(page.getByText(number).first()).toBeVisible()
  await page.goto('/admin')
  await page.getByRole('heading').getByRole('link', { name: 'Record' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Record' })).toBeVisible()
  await page.getByLabel('Application').fill(number)
  await page.getByLabel('Who').fill(email)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(new RegExp(number))
  // The page shows the passport beside the answers, so the record lists it as read.
  const read = page.getByRole('list', { name: 'Events' }).getByRole('listitem')
  await expect(read.filter({ hasText: 'Application read by staff' })).toHaveCount(1)
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('record.csv')
  await page.goto(`/admin/audit?person=${encodeURIComponent(email)}&type=audit-exported`)
  await expect(page.getByRole('list', { name: 'Events' }).getByRole('listitem')).toHaveCount(1)
  await page.getByRole('link', { name: 'Check that nobody did' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check the record' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Check all events' }).click()
  await expect(page.getByText(/chain whole/).first()).toBeVisible()
})

test('without JavaScript and on a phone: impossible days show an error with a way back', async ({ browser }) => {
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
  await anAdmin(page, '/admin/audit?from=2021-02-30&role=nobody')
  await expect(page.locator('#error-summary').getByRole('link')).toHaveCount(2)
  await page.goto('/admin/audit?number=ANSO-2021-P-00000')
  await expect(page.getByText('No event that you may read fits this.')).toBeVisible()
  await page.getByRole('link', { name: 'Show everything' }).click()
  await expect(page.getByRole('list', { name: 'Events' }).getByRole('listitem').first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  const refused = await page.request.post('/api/audit', { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(refused.status()).toBe(403)
})
