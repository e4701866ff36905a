import { expect, test } from '@playwright/test'
import { Visitor } from '@/lib/tools/testing/visitor'
import { PASSWORD, signInHere } from './pages/account'
import { anAccount, database, newPage, portal } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin } from './pages/staff'

test('a person and an admin see a wrong sign-in, a right one and a refusal', async ({ page, browser }) => {
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

test('an admin gets a warning about password guessing, and looks at the attempts', async ({ page }) => {
  const email = await anAccount('Whose Password Is Guessed')
  const sql = database()
  await sql`
    insert into accesses (kind, person_id, times, subject)
    select 'held-up', id, 5000, 'guessed' from people where email = ${email}`
  await sql.end()
  await anAdmin(page, '/admin/system')
  const warning = page.getByRole('listitem').filter({ hasText: 'somebody may be guessing its password' })
  await expect(warning).toContainText('5,000 sign-ins to one account failed within the last hour')
  await expectAccessible(page)
  await warning.getByRole('link', { name: 'Failed sign-ins of this account' }).click()
  const list = page.getByRole('list', { name: 'Sign-ins and failures' }).getByRole('listitem')
  await expect(list).toHaveText([/^Held up.*5,000 times within a minute.*Whose Password Is Guessed/])
  await expect(page.getByLabel('What')).toHaveValue('failed-sign-ins')
  await expect(page.getByLabel('Who')).toHaveValue(email)
})

test('an admin sees a wrong personal link, a wrong invitation and a wrong token of a program', async ({
  page,
  request,
}) => {
  await page.goto(`/r/${'w'.repeat(43)}`)
  await expect(page.getByRole('heading', { level: 1, name: 'This link does not work' })).toBeVisible()
  await page.goto(`/invitation?token=${'w'.repeat(43)}`)
  await expect(page.getByRole('heading', { level: 1, name: 'This link no longer works' })).toBeVisible()
  const headers = { authorization: `Bearer sp_${'w'.repeat(43)}` }
  expect((await request.get('/api/v1/calls', { headers })).status()).toBe(401)
  await anAdmin(page, '/admin/sign-ins')
  const list = page.getByRole('list', { name: 'Sign-ins and failures' }).getByRole('listitem')
  const failures = page.getByRole('navigation', { name: 'Failures' })
  for (const [kind, route] of [
    ['Personal link that does not work', 'GET /r/[token]'],
    ['Personal link that does not work', 'GET /invitation'],
    ['API token that does not count', 'GET /api/v1/calls'],
  ] as const) {
    await failures.getByRole('link', { name: kind }).click()
    await expect(failures.getByRole('link', { name: kind })).toHaveAttribute('aria-current', 'page')
    await expect(list.filter({ hasText: route }).first()).toContainText(kind)
  }
  await expectAccessible(page)
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
  // Another tab still shows a signed-out visitor's form.
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
    'browser-link': 1,
    'password-reset': 1,
    replaced: 1,
    'signed-in': 2,
    'signed-out': 1,
  })
})
