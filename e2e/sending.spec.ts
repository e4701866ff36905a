import { expect, type Page, test } from '@playwright/test'
import { PASSWORD, signInHere } from './pages/account'
import { newPage, portal, readyApplication, signIn, startedApplication } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { FAULTS, formsMeet } from './pages/faults'
import { openInvitation, ownAddresses } from './pages/referee'
import { anAdmin, newAddress } from './pages/staff'

const notSent = (page: Page) => page.locator('[data-unsent]')
const restored = (page: Page) => page.locator('[data-restored]')

async function fillsInvitation(page: Page, email: string) {
  await page.goto('/admin/people/invite?call=2021&role=officer')
  await page.getByLabel('Name', { exact: true }).fill('Chen Yu')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Institution', { exact: true }).selectOption('sic')
}

async function expectInvitation(page: Page, email: string) {
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Chen Yu')
  await expect(page.getByLabel('E-mail address')).toHaveValue(email)
  await expect(page.getByLabel('Institution', { exact: true })).toHaveValue('sic')
}

test('a staff form meets each fault: it says so, keeps the text, and is sent in the end, once', async ({ page }) => {
  test.slow()
  await anAdmin(page)
  const email = newAddress()
  await fillsInvitation(page, email)
  const send = page.getByRole('button', { name: 'Send the invitation' })
  for (const [fault, { says }] of Object.entries(FAULTS)) {
    const mend = await formsMeet(page, fault)
    await send.click()
    await expect(notSent(page)).toContainText(says)
    await expectInvitation(page, email)
    await expectAccessible(page)
    await mend()
  }
  // Loading the page again solves the last one, an older version.
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(restored(page)).toContainText('We have restored what you typed')
  await expectAccessible(page)
  await expectInvitation(page, email)
  await send.dblclick()
  await expect(page.getByText('The role is given')).toBeVisible()
  await page.goto('/admin/people/invite?call=2021&role=officer')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('')
})

test('offline and back: the same form is sent again with its own button', async ({ page, context }) => {
  await anAdmin(page)
  const email = newAddress()
  await fillsInvitation(page, email)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(notSent(page)).toContainText('You are offline')
  await expectAccessible(page)
  await context.setOffline(false)
  await notSent(page).getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByText('The role is given')).toBeVisible()
})

test('a referee who declines during an outage keeps the reason, also over a reload, unreadable to others', async ({
  page,
  browser,
}) => {
  test.slow()
  const { email, id } = await readyApplication('Has A Patient Referee')
  const { referees } = await ownAddresses(id)
  await signIn(page, email)
  await page.goto(`/apply/${id}/referees`)
  await page.getByRole('button', { name: 'Send the invitation Professor One' }).click()
  await expect(page.getByText('The mail to Professor One is on its way')).toBeVisible()
  const referee = await openInvitation(browser, referees[0]!)
  await referee.getByRole('link', { name: /cannot|decline/i }).click()
  const reason = referee.getByRole('textbox')
  // Before its code runs, the browser would send the form by itself.
  await referee.waitForLoadState('networkidle')
  await reason.fill('I am on leave until the autumn')
  const mend = await formsMeet(referee, 'answered with 502 by a proxy')
  await referee.getByRole('button', { name: /decline|not write|cannot/i }).click()
  await expect(notSent(referee)).toBeVisible()
  expect(await keptIn(referee)).toContain('kept:')
  expect(await keptIn(referee)).not.toContain('autumn')
  await referee.reload()
  await expect(reason).toHaveValue('I am on leave until the autumn')
  await mend()
  await referee.getByRole('button', { name: /decline|not write|cannot/i }).click()
  await expect(referee.getByRole('heading', { level: 1 })).toBeVisible()
  await expect.poll(() => keptIn(referee)).not.toContain('form:')
})

/** Everything that the browser stores for the site. */
const keptIn = (page: Page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))

test('if the portal does not answer at all, the page says so after a minute and offers to check', async ({ page }) => {
  await page.clock.install()
  await page.goto('/register')
  await page.getByLabel('Full name').fill('Ada Mensah')
  await page.getByLabel('E-mail address').fill(newAddress())
  await page.getByLabel('Password', { exact: true }).fill('a-long-Password-for-tests')
  let asked = () => {}
  const met = new Promise<void>((resolve) => {
    asked = resolve
  })
  await page.route('**/register', (route) => (route.request().method() === 'POST' ? asked() : route.fallback()))
  await page.getByRole('button', { name: 'Register' }).click()
  await met
  await page.clock.fastForward(61_000)
  await expect(notSent(page)).toContainText('We got no answer for a minute')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Mensah')
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
})

test('an older version’s form without JavaScript gets a page with a link back', async ({ browser }) => {
  const page = await newPage(browser, { javaScriptEnabled: false })
  await page.goto('/forgot')
  await page.getByLabel('E-mail address').fill('somebody@example.org')
  await page.route('**/forgot', (route) => {
    const body = route
      .request()
      .postData()
      ?.replaceAll(/[0-9a-f]{42}/g, '7f'.repeat(21))
    return route.request().method() === 'POST' ? route.continue({ postData: body }) : route.fallback()
  })
  await page.getByRole('button').last().click()
  await expect(page.getByRole('heading', { name: 'Not sent' })).toBeVisible()
  await expect(page.getByText(/new version of the portal/)).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('E-mail address')).toBeVisible()
})

test('the next account neither sees nor can read what an applicant typed and could not send', async ({ page }) => {
  const path = await startedApplication(page, 'At A Shared Computer')
  await page.goto(`${path}/languages`)
  await expect(page.locator('[data-state]')).toHaveAttribute('data-state', 'idle')
  await page.route('**/api/applications/**', (route) => route.abort('connectionreset'))
  await page.locator('[id="mother"]').fill('only mine to read')
  await expect(page.locator('[data-state]')).toHaveAttribute('data-state', 'offline')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  const stored = await keptIn(page)
  expect(stored).toContain('kept:')
  expect(stored).not.toContain('only mine')
  // Nor does the page keep the key.
  await expect.poll(() => page.content()).not.toContain('sealedBy')
  await page.unroute('**/api/applications/**')
  await startedApplication(page, 'The Next Person')
  await page.goto('/apply')
  await expect(page.getByText('Answers on this device were not sent yet')).toBeHidden()
  expect(await keptIn(page)).not.toContain('only mine')
})

test('text typed without a connection from the start is kept once the connection is back', async ({
  page,
  context,
}) => {
  const path = await startedApplication(page, 'Offline From The First Key')
  // The network goes before the page had an idle moment to load its cipher.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0
  })
  await page.goto(`${path}/languages`)
  await expect(state(page)).toHaveAttribute('data-state', 'idle')
  await context.setOffline(true)
  await page.locator('[id="mother"]').fill('typed offline')
  await expect(state(page)).toContainText('this browser cannot keep what you type')
  // The portal stays away, so this browser has to keep the text.
  await page.route('**/api/applications/**', (route) => route.abort('connectionreset'))
  await context.setOffline(false)
  await expect(state(page)).toContainText('kept on this device')
  await page.unroute('**/api/applications/**')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
})

test('readable answers that an earlier version left in the browser are encrypted once their owner comes back', async ({
  page,
}) => {
  const path = await startedApplication(page, 'Typed Before The Update')
  await page.goto(`${path}/languages`)
  await expect(state(page)).toHaveAttribute('data-state', 'idle')
  await page.evaluate((id) => {
    const draft = { answers: { mother: 'typed long ago' }, version: 0, writer: 'a-former-page', seq: 1, at: Date.now() }
    localStorage.setItem(`unsent:/api/applications/${id}/sections/languages:a-former-page`, JSON.stringify(draft))
  }, path.split('/').pop()!)
  await page.goto(path)
  await expect(page.getByText('Answers on this device were not sent yet')).toBeVisible()
  expect(await keptIn(page)).not.toContain('typed long ago')
  await page.goto(`${path}/languages`)
  await expect(page.locator('[id="mother"]')).toHaveValue('typed long ago')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
})

const state = (page: Page) => page.locator('[data-state]')

/** An autosave meets a proxy's 502: the page says so, and saves in the end. */
async function savesThroughOutage(page: Page, type: () => Promise<void>) {
  await page.route('**/api/**', (route) =>
    route.request().method() === 'PUT' ? route.fulfill({ status: 502, body: '<h1>502</h1>' }) : route.fallback(),
  )
  await type()
  await expect(state(page)).toContainText('The portal does not answer: kept on this device')
  // The browser asks before leaving now.
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  await (await asked).dismiss()
  await page.unroute('**/api/**')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
}

test('a referee’s letter and an applicant’s section survive an outage, and are saved after it', async ({
  page,
  browser,
}) => {
  test.slow()
  const { email, id } = await readyApplication('Writes Through An Outage')
  const { referees } = await ownAddresses(id)
  await signIn(page, email)
  await page.goto(`/apply/${id}/referees`)
  await page.getByRole('button', { name: 'Send the invitation Professor One' }).click()
  await expect(page.getByText('The mail to Professor One is on its way')).toBeVisible()
  await page.goto(`/apply/${id}/languages`)
  await savesThroughOutage(page, () => page.locator('[id="mother"]').fill('Amharic, of the outage'))

  const referee = await openInvitation(browser, referees[0]!)
  // The first step is a form too.
  const mend = await formsMeet(referee, 'cut off')
  await referee.getByRole('button', { name: 'Begin the letter' }).click()
  await expect(notSent(referee)).toContainText('connection to the portal broke')
  await mend()
  await notSent(referee).getByRole('button', { name: 'Send again' }).click()
  await expect(referee.getByRole('heading', { level: 1 })).toHaveText('Reference letter')
  await savesThroughOutage(referee, () => referee.locator('[id="knownHow"]').fill('I taught two courses'))
  await referee.reload()
  await expect(referee.locator('[id="knownHow"]')).toHaveValue('I taught two courses')
})

test('so do a reviewer’s declaration and score', async ({ page }) => {
  const { db, findCall, aSubmitted, aStaffMember, assignTo } = await portal()
  const { hashPassword } = await import('@/lib/people/password')
  const call = (await findCall(db, '2021'))!
  const application = await aSubmitted(call, { institution: 'sic', state: 'under-review', name: 'Is Reviewed' })
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }], {
    name: 'Reviews In An Outage',
    passwordHash: await hashPassword(PASSWORD),
  })
  await assignTo(reviewer, application.id, false)
  await signIn(page, reviewer.email, `/review/${application.id}`)
  const mend = await formsMeet(page, 'answered with 503')
  await page.getByRole('button', { name: /I have no conflict of interest/ }).click()
  await expect(notSent(page)).toContainText('cannot be reached right now')
  await mend()
  await notSent(page).getByRole('button', { name: 'Send again' }).click()
  await expect(page.getByRole('heading', { name: /Your review|Review/ }).first()).toBeVisible()
  await savesThroughOutage(page, () => page.locator('#score input[type=radio]').nth(3).check({ force: true }))
})

test('a sign-out clears the other tabs too; their text waits for its owner', async ({ page, context }) => {
  const email = await anAdmin(page)
  const invited = newAddress()
  await fillsInvitation(page, invited)
  const other = await context.newPage()
  await other.goto('/admin/people')
  await other.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(other.getByText('You are signed out.')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  expect(await page.content()).not.toContain(invited)
  expect(await keptIn(page)).not.toContain(invited)
  await signInHere(page, email, PASSWORD)
  await page.goto('/admin/people/invite?call=2021&role=officer')
  await expectInvitation(page, invited)
  await expect(restored(page)).toContainText('Not sent yet')
})
