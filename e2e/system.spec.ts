import { expect, test } from '@playwright/test'
import { newPage } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin } from './pages/staff'

test('an admin of all Calls sees the state of the portal, without secrets, on a phone and without JavaScript', async ({
  browser,
}) => {
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
  await anAdmin(page, '/admin/system')
  await expect(page.getByRole('heading', { level: 1, name: 'System' })).toBeVisible()
  await expect(page.getByText('No mail server is set (SMTP_URL)')).toBeVisible()
  await expect(page.getByText('No backup was ever made.')).toBeVisible()
  const row = (label: string) => page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
  const expected = await row('Schema expected').locator('dd').textContent()
  await expect(row('Schema found').locator('dd')).toHaveText(expected!)
  await expect(row('Last backup').locator('dd')).toHaveText('never')
  await expect(row('Free for files').locator('dd')).toHaveText(/of [\d.,]+ GB/)
  // One process a core of this machine.
  await expect(page.getByRole('row', { name: /Answers requests there/ })).not.toHaveCount(0)
  await expect(page.getByRole('row', { name: /Works on jobs there/ })).toHaveCount(1)
  expect(await page.content()).not.toContain('only-for-tests-only-for-tests-only')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})

test('the system page is accessible', async ({ page }) => {
  await anAdmin(page, '/admin')
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'System' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'System' })).toBeVisible()
  await expectAccessible(page)
})
