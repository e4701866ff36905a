import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

/** A signed-in officer of a new institution, and an application to it. */
async function anOfficer(page: Page, institution: string) {
  const { db, findCall, aStaffMember, aSubmitted } = await portal()
  const call = (await findCall(db, '2021'))!
  const { number } = await aSubmitted(call, { institution, name: 'Known By The System' })
  const { email } = await aStaffMember([{ role: 'officer', callId: call.id, institution }], {
    name: 'Officer Of Systems',
    passwordHash: await hashPassword(PASSWORD),
  })
  await signIn(page, email, '/account/tokens')
  await expect(page.getByRole('heading', { level: 1, name: 'Personal tokens' })).toBeVisible()
  return { number, email }
}

async function fill(page: Page, name: string) {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Your password').fill(PASSWORD)
}

/** The token on the page, which shows it once. */
async function shownToken(page: Page): Promise<string> {
  await expect(page.locator('[data-token]')).toBeVisible()
  return (await page.locator('[data-token]').textContent())!
}

test('an officer makes a token, their student system reads with it, and they end it', async ({
  page,
  request,
  browser,
}) => {
  const { number, email } = await anOfficer(page, 'cigit')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.locator('#error-summary')).toContainText('Choose what the token is for')
  await fill(page, 'Student system')
  await page.getByLabel(/List and read the applications/).check()
  await page.getByLabel(/Download the dossiers/).check()
  await page.getByRole('button', { name: 'Make the token' }).click()
  const token = await shownToken(page)
  await expectAccessible(page)
  await page.reload()
  await expect(page.locator('[data-token]')).toBeHidden()
  await expect(page.getByText('never used')).toBeVisible()

  const headers = { authorization: `Bearer ${token}` }
  const ask = (path: string) => request.get(`/api/v1${path}`, { headers, maxRedirects: 0 })
  const list = await (await ask('/applications?q=known')).json()
  expect(list.items.map((one: { number: string }) => one.number)).toEqual([number])
  const one = await ask(`/applications/${number}`)
  expect(await one.json()).toMatchObject({ number, applicant: 'Known By The System', submission: { attempt: 1 } })
  expect(one.headers()['access-control-allow-origin']).toBeUndefined()
  await expect(async () => {
    const dossier = await ask(`/applications/${number}/dossier`)
    expect([200, 202]).toContain(dossier.status())
    expect(dossier.headers()['content-type']).toBe('application/pdf')
  }).toPass()
  const put = await request.put(`/api/v1/applications/${number}/enrolment`, { headers, data: { enrolled: true } })
  expect(put.status()).toBe(403)
  expect(put.headers()['content-type']).toBe('application/problem+json')
  // The page's session is no token, and a token is no session.
  expect((await page.request.get('/api/v1/applications')).status()).toBe(401)
  expect((await request.get('/account', { headers, maxRedirects: 0 })).headers().location).toMatch(/^\/signin/)
  expect((await ask('/nothing')).status()).toBe(404)

  const box = await newPage(browser)
  await box.goto(`/mailbox?to=${encodeURIComponent(email)}`)
  await expect(box.getByRole('link', { name: 'A personal token was made' })).toBeVisible()

  await page.reload()
  await expect(page.getByText(/last used/)).toBeVisible()
  await page.getByRole('link', { name: 'End the token Student system' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'End this token' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'End the token' }).click()
  await expect(page.getByText('The token has ended.')).toBeVisible()
  expect((await ask('/calls')).status()).toBe(401)
})

test('without JavaScript an officer makes a token that the page shows once; a wrong password makes none', async ({
  browser,
}) => {
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
  await anOfficer(page, 'ciomp')
  await page.getByLabel('Name').fill('Plain')
  await page.getByLabel(/List and read the applications/).check()
  await page.getByLabel('Your password').fill('not my password')
  await page.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.locator('#error-summary')).toContainText('This is not your password')
  await expect(page.getByLabel(/List and read the applications/)).toBeChecked()
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Make the token' }).click()
  expect(await shownToken(page)).toMatch(/^sp_[\w-]{43}$/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})

test('everybody can read the API’s description as OpenAPI', async ({ request }) => {
  const document = await (await request.get('/api/v1/openapi.json')).json()
  expect(document.openapi).toMatch(/^3\.1/)
  expect(Object.keys(document.paths)).toContain('/applications/{number}/dossier')
  for (const [path, methods] of Object.entries<Record<string, unknown>>(document.paths))
    for (const method of Object.keys(methods)) {
      const url = `/api/v1${path.replace('{number}', 'ANSO-2021-P-00001')}`
      expect((await request.fetch(url, { method, maxRedirects: 0 })).status(), `${method} ${path}`).toBe(401)
    }
})
