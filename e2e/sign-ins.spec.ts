import { expect, test } from '@playwright/test'
import { Visitor } from '@/lib/tools/testing/visitor'
import { PASSWORD, signInHere } from './pages/account'
import { anAccount, database, newPage, portal } from './pages/applicant'
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
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()

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
  await expect(list).toHaveText([
    /^Signed out/,
    /^Refused.*GET \/admin\/sign-ins/,
    /^Signed in.*Seen Signing In/,
    /^Wrong password/,
  ])
  await show(email, 'All failures')
  await expect(list).toHaveText([/^Refused/, /^Wrong password/])
  await wrong.click()
  await expect(wrong).toHaveAttribute('aria-current', 'page')
  await show('nobody-here@example.org', 'Wrong code')
  await expect(admin.getByText('Nothing that is recorded fits this.')).toBeVisible()
  await expectAccessible(admin)
})

test('each way in and out is recorded, once each time', async ({ baseURL }) => {
  const email = await anAccount('Of Many Ways')
  const { db } = await portal()
  const [{ createToken }, { findByEmail }] = await Promise.all([
    import('@/lib/people/tokens'),
    import('@/lib/people/queries'),
  ])
  const { id } = (await findByEmail(db, email))!
  const visitor = new Visitor(baseURL!)
  const form = await visitor.open('/signin?next=/account')
  await visitor.send(form, 'Sign in', { email, password: PASSWORD })
  // Another tab still shows the form of somebody signed out.
  const account = await visitor.send(form, 'Sign in', { email, password: PASSWORD })
  await visitor.send(account, 'Sign out everywhere', {})
  await visitor.send(account, 'Sign out everywhere', {})
  const link = await visitor.open(`/signin/link?token=${await createToken(db, 'know-browser', id)}`)
  await visitor.send(link, 'Go on to sign in', {})
  const reset = await visitor.open(`/reset?token=${await createToken(db, 'reset-password', id)}`)
  await visitor.send(reset, 'Set the new password', { password: 'another-long-Password' })
  const sql = database()
  const kinds = await sql`
    select kind::text, sum(times)::int as times from accesses where person_id = ${id} group by kind order by kind::text`
  await sql.end()
  expect(Object.fromEntries(kinds.map(({ kind, times }) => [kind, times]))).toEqual({
    ...{ 'browser-link': 1, 'password-reset': 1, replaced: 1 },
    ...{ 'signed-in': 2, 'signed-out': 1 },
  })
})
