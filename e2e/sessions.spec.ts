import { expect, type Page, test } from '@playwright/test'
import { PASSWORD, registered, signInHere } from './pages/account'
import { database, newPage } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin } from './pages/staff'

/** The person returns to the page, so it asks how long its session lasts. */
const lookAgain = (page: Page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))

/** The person is idle for this many minutes. */
async function leave(email: string, minutes: number) {
  const sql = database()
  await sql`update sessions s set seen_at = now() - ${minutes}::int * interval '1 minute'
    from people p where p.id = s.person_id and p.email = ${email}`
  await sql.end()
}

test('a new sign-in ends this browser’s earlier session, by our page and by next-auth’s route; other devices stay', async ({
  page,
  browser,
  baseURL,
}) => {
  const email = await registered(page, 'Of Two Sessions')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL('/signin?notice=signed-out')
  const phone = await newPage(browser)
  await phone.goto('/signin')
  await signInHere(phone, email, PASSWORD)
  const second = await page.context().newPage()
  await second.goto('/signin?next=/account')
  await signInHere(page, email, PASSWORD)
  // The other tab still shows a signed-out visitor's form.
  await signInHere(second, email, PASSWORD)
  await expect(second.getByRole('button', { name: /^Sign out .* since/ })).toHaveCount(2)

  const { csrfToken } = await (await page.request.get('/api/auth/csrf')).json()
  await page.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password: PASSWORD, json: 'true' },
    headers: { origin: baseURL! },
  })
  await second.reload()
  await expect(second.getByRole('button', { name: /^Sign out .* since/ })).toHaveCount(2)
  await phone.goto('/account')
  await expect(phone.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
})

test('staff get a warning before an idle session ends, stay with one click, and keep their text when it has ended', async ({
  page,
}) => {
  const email = await anAdmin(page, '/admin/people/invite?call=2021&role=officer')
  await page.goto('/admin/people/invite?call=2021&role=officer')
  await page.getByLabel('E-mail address').fill('somebody@example.org')
  await lookAgain(page)
  await leave(email, 58)
  await lookAgain(page)
  await expect(page.getByText('You will be signed out soon')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(page.getByText('You will be signed out soon')).toBeHidden()
  await leave(email, 61)
  await lookAgain(page)
  await expect(page.getByText('What you typed is still on this page')).toBeVisible()
  await expect(page.getByLabel('E-mail address')).toHaveValue('somebody@example.org')
  await page.goto('/admin')
  await expect(page).toHaveURL(/\/signin\?next=%2Fadmin/)
})
