import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { become, newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

/** A new Call with candidates at two institutions, its admin, and the officer of one of them. */
async function aScene() {
  const { db, aStaffMember } = await portal()
  const [{ aDecidedCall, nominated }, { award }] = await Promise.all([
    import('@/lib/tools/testing/deciding'),
    import('@/lib/awarding/decision/award'),
  ])
  const published = { places: true, received: true, taken: true, institutions: true, countries: true }
  const call = await aDecidedCall(20, { published })
  const named = { passwordHash: await hashPassword(PASSWORD) }
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }], { name: 'Tracking Admin', ...named })
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ustc' }], named)
  const candidates = [
    ...(await nominated(call, 3)),
    ...(await nominated(call, 6, { institution: 'ustc', country: 'NP' })),
  ]
  const giveTo = (from: number, to: number) =>
    award(
      db,
      admin,
      call,
      'phd',
      candidates.slice(from, to).map(({ id }) => id),
    )
  return { call, admin, officer, giveTo, db }
}

async function open(page: Page, email: string, path: string) {
  await signIn(page, email, path)
  await expect(page.getByRole('heading', { level: 1, name: 'Tracker' })).toBeVisible()
}

const places = (page: Page) => page.getByRole('region', { name: 'Places by track' }).first()
const phd = (page: Page) => places(page).getByRole('row', { name: /^PhD/ })
const fits = async (page: Page, width: number) => {
  await page.setViewportSize({ width, height: 812 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
}

test('an award shows at once on the admin’s open page; an officer’s page covers only their own institution', async ({
  page,
  browser,
}) => {
  const { call, admin, officer, giveTo } = await aScene()
  const path = `/tracker?call=${call.slug}`
  await open(page, admin.email, path)
  await expect(page.getByText('These figures change by themselves.')).toBeVisible()
  await expect(phd(page).getByRole('cell').nth(1)).toHaveText('0')
  const other = await newPage(browser)
  await open(other, officer.email, path)
  await expect(other.getByText('These figures change by themselves.')).toBeVisible()
  await giveTo(0, 2)
  await expect(phd(page).getByRole('cell').nth(1)).toHaveText('2')
  await giveTo(3, 5)
  await expect(phd(page).getByRole('cell').nth(1)).toHaveText('4')
  await expect(phd(other).getByRole('cell').nth(1)).toHaveText('2')
  await expect(other.getByText('Kenya')).toHaveCount(0)
  await expect(page.getByText('Kenya').first()).toBeVisible()
  await expectAccessible(page)
  await fits(page, 375)
  await fits(page, 1280)
  // After a sign-out elsewhere, the page receives nothing more.
  const { revokeAllSessions } = await import('@/lib/people/queries')
  const { db } = await portal()
  await revokeAllSessions(db, admin.id)
  await expect(page.getByText('The connection is lost')).toBeVisible()
  await giveTo(5, 6)
  await expect(phd(other).getByRole('cell').nth(1)).toHaveText('3')
  await expect(phd(page).getByRole('cell').nth(1)).toHaveText('4')
})

test('without JavaScript the tracker is an ordinary page', async ({ browser }) => {
  const { call, admin, giveTo } = await aScene()
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await open(page, admin.email, `/tracker?call=${call.slug}`)
  await expect(phd(page).getByRole('cell').nth(1)).toHaveText('0')
  await giveTo(0, 1)
  await page.getByRole('link', { name: 'Reload' }).click()
  await expect(phd(page).getByRole('cell').nth(1)).toHaveText('1')
  await context.close()
})

test('everybody reads what the Call publishes: no results before the release', async ({ page }) => {
  const { call, admin, giveTo, db } = await aScene()
  await giveTo(0, 9)
  await page.goto(`/call?call=${call.slug}`)
  await page.getByRole('link', { name: 'Places in figures' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Places in figures' })).toBeVisible()
  await expect(phd(page)).toHaveText(/PhD.*20.*9/)
  await expect(page.getByText('Places offered or taken')).toHaveCount(0)
  const { releaseResults } = await import('@/lib/awarding/decision/release')
  await releaseResults(db, admin, call)
  await page.reload()
  await expect(places(page).getByText('Places offered or taken')).toBeVisible()
  // Three from a country are too few to publish, and the six of the other country would give them away.
  await expect(page.getByRole('row', { name: 'All together 9' })).toHaveCount(2)
  await expect(page.getByText('Nepal')).toHaveCount(0)
  await expectAccessible(page)
  await fits(page, 375)
})

test('only people who follow a Call receive its events', async ({ page, request }) => {
  const { call, officer } = await aScene()
  const path = `/api/tracker?call=${call.slug}`
  expect((await request.get(path)).status()).toBe(404)
  await become(page, officer.email)
  expect((await page.request.get('/api/tracker?call=2021')).status()).toBe(404)
  expect((await page.request.get('/api/tracker?call=%00')).status()).toBe(400)
  expect((await page.request.get('/tracker?call=2021')).status()).toBe(404)
})
