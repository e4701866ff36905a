import { expect, test } from '@playwright/test'
import { PASSWORD, signInHere } from './pages/account'
import { anAccount, newPage } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin } from './pages/staff'

test('a wrong sign-in, a right one and a refusal are seen by their person and by an admin', async ({
  page,
  browser,
}) => {
  const email = await anAccount('Seen Signing In')
  await page.goto('/signin?next=/account')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.locator('#error-summary')).toContainText('is incorrect')
  await signInHere(page, email, PASSWORD)
  const own = page.getByRole('region', { name: 'Your last sign-ins' }).getByRole('listitem')
  await expect(own).toHaveText([/^Succeeded Signed in.*Chrome on/, /^Failed Wrong password.*Chrome on/])
  await expectAccessible(page)
  expect((await page.goto('/admin/sign-ins'))!.status()).toBe(404)

  const admin = await newPage(browser)
  await anAdmin(admin, '/admin')
  await admin.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Sign-ins' }).click()
  await expect(admin.getByRole('heading', { level: 1, name: 'Sign-ins' })).toBeVisible()
  const wrong = admin.getByRole('navigation', { name: 'Failures' }).getByRole('link', { name: /Wrong password/ })
  await expect(wrong).toHaveText(/^[1-9]/)
  await expectAccessible(admin)
  const show = async (who: string, what: string) => {
    await admin.getByLabel('Who').fill(who)
    await admin.getByLabel('What').selectOption({ label: what })
    await admin.getByRole('button', { name: 'Show', exact: true }).click()
  }
  const list = admin.getByRole('list', { name: 'Sign-ins and failures' }).getByRole('listitem')
  await show(email, 'Anything')
  await expect(list).toHaveText([/^Refused.*GET \/admin\/sign-ins/, /^Signed in.*Seen Signing In/, /^Wrong password/])
  await show(email, 'All failures')
  await expect(list).toHaveText([/^Refused/, /^Wrong password/])
  await wrong.click()
  await expect(wrong).toHaveAttribute('aria-current', 'page')
  await show('nobody-here@example.org', 'Wrong code')
  await expect(admin.getByText('Nothing that is recorded fits this.')).toBeVisible()
  await expectAccessible(admin)
})
