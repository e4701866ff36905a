import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { followMail, PASSWORD } from './pages/account'
import { newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anOfficerWith } from './pages/nominations'

async function open(page: Page, email: string, path: string) {
  await signIn(page, email, path)
}

const fits = async (page: Page, width: number) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)

/** The names in the list on the page, in order, with their ranks. */
const ranking = (page: Page) =>
  page
    .locator('section[aria-labelledby=nominated] ol > li')
    .evaluateAll((rows) =>
      rows.map((row) => `${row.querySelector('strong')!.textContent} ${row.querySelector('bdi')!.textContent}`),
    )

test('an officer finds the list under My work, ranks it by keyboard, signs it and hands it in; an admin opens it again', async ({
  page,
  browser,
}) => {
  const { officer } = await anOfficerWith('qibebt', 'phd', ['Ann', 'Bo', 'Cy', 'Di'])
  await page.setViewportSize({ width: 375, height: 812 })
  await signIn(page, officer.email, '/work')
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
  await page.getByRole('link', { name: 'Hand in the list: PhD, 4 candidates' }).click()
  await expect(page.getByRole('heading', { name: 'To decide (4)' })).toBeVisible()
  await expectAccessible(page)
  await fits(page, 375)
  for (const name of ['Ann', 'Bo', 'Cy']) {
    await page.getByRole('button', { name: `Nominate ${name}`, exact: true }).press('Enter')
    await expect(page.getByRole('button', { name: `Drag ${name}` })).toBeFocused()
  }
  expect(await ranking(page)).toEqual(['1 Ann', '2 Bo', '3 Cy'])
  // The handle has the focus: pick up, up, put down.
  await page.keyboard.press('Space')
  await expect(page.getByText('Picked up Cy, at place 3 of 3.')).toBeAttached()
  // The library listens for the arrows only a moment after the pick-up: a machine is quicker than a person.
  await expect(async () => {
    await page.keyboard.press('ArrowUp')
    await expect(page.getByText('Cy would be at place 2 of 3.')).toBeAttached({ timeout: 2000 })
  }).toPass()
  await page.keyboard.press('Space')
  await expect.poll(() => ranking(page)).toEqual(['1 Ann', '2 Cy', '3 Bo'])
  await page.getByRole('button', { name: 'Move Bo up' }).press('Enter')
  await page.keyboard.press('Enter')
  await expect.poll(() => ranking(page)).toEqual(['1 Bo', '2 Ann', '3 Cy'])
  await expect(page.getByRole('button', { name: 'Move Bo up' })).toBeFocused()
  await page.getByRole('button', { name: 'Tie with above: Cy' }).press('Enter')
  await expect.poll(() => ranking(page)).toEqual(['1 Bo', '2 Ann', '2 Cy'])
  await page.getByRole('button', { name: 'Not nominated: Di' }).press('Enter')
  await expect(page.getByLabel('Reason (optional): Di')).toBeFocused()
  await page.keyboard.type('No host supervisor')
  await expect(page.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved')
  await page.reload()
  await expect.poll(() => ranking(page)).toEqual(['1 Bo', '2 Ann', '2 Cy'])
  await expect(page.getByLabel('Reason (optional): Di')).toHaveValue('No host supervisor')
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
  await fits(page, 1280)
  await page.getByRole('link', { name: 'Check and sign the list' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check and sign the list' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Hand in the list' }).click()
  await expect(page.locator('#error-summary')).toContainText('Enter the name of who signs')
  await page.getByLabel('Name of who signs').fill('Zhao Min')
  await page.getByLabel('Position').fill('Dean of graduate studies')
  await page.getByRole('button', { name: 'Hand in the list' }).click()
  await expect(page.getByText('Handed in and frozen')).toBeVisible()
  await expect(page.getByText('Zhao Min, Dean of graduate studies')).toBeVisible()
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  expect((await download).suggestedFilename()).toBe('nominations-2021-qibebt-phd.csv')
  await followMail(page, officer.email, /Nominations handed in/, /\/nominations\/qibebt\/phd/)
  await expect(page.getByText('Open this list again')).toBeHidden()

  const { db, findCall, aStaffMember } = await portal()
  const { hashPassword } = await import('@/lib/people/password')
  const call = (await findCall(db, '2021'))!
  const admin = await aStaffMember([{ role: 'admin', callId: call.id }], { passwordHash: await hashPassword(PASSWORD) })
  const other = await newPage(browser)
  await open(other, admin.email, '/nominations?show=handed-in&institution=qibebt')
  await expect(other.getByRole('link', { name: /^PhD, Qingdao/ })).toBeVisible()
  await expectAccessible(other)
  await other.getByRole('link', { name: /^PhD, Qingdao/ }).click()
  await other.getByText('Open this list again').click()
  await other.getByLabel('Reason').fill('A candidate was missing')
  await other.getByRole('button', { name: 'Open the list again' }).click()
  await expect(other.getByText('The list is open again.')).toBeVisible()
  await expect.poll(() => ranking(other)).toEqual(['1 Bo', '2 Ann', '2 Cy'])
})

test('without JavaScript: ranks as numbers, an error beside its field, saved, signed and handed in', async ({
  browser,
}) => {
  const { officer } = await anOfficerWith('isl', 'masters', ['Ann', 'Bo', 'Cy'])
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
  await open(page, officer.email, '/nominations')
  await page.getByRole('link', { name: /^Master’s/ }).click()
  await page.getByLabel('Rank of Ann').fill('2')
  await page.getByLabel('Rank of Bo').fill('1')
  await page.getByLabel('Rank of Cy').fill('2')
  await page.getByRole('checkbox', { name: 'Not nominated: Cy' }).check()
  await page.getByLabel('Reason, if not nominated: Cy').fill('Late')
  await page.getByRole('button', { name: 'Save the list' }).click()
  await expect(page.locator('#error-summary')).toContainText('Give a rank or choose “Not nominated”, not both')
  await expect(page.getByLabel('Rank of Bo')).toHaveValue('1')
  await expect(page.getByRole('checkbox', { name: 'Not nominated: Cy' })).toBeChecked()
  await page.getByLabel('Rank of Cy').fill('')
  await page.getByRole('button', { name: 'Save the list' }).click()
  await expect(page.getByText('The list is saved.')).toBeVisible()
  await fits(page, 375)
  await page.getByRole('link', { name: 'Check the saved list and hand it in' }).click()
  await expect(page.getByRole('row')).toHaveText([/Candidate/, /1.*Bo/, /2.*Ann/])
  await page.getByLabel('Name of who signs').fill('Zhao Min')
  await page.getByLabel('Position').fill('Dean')
  await page.getByRole('button', { name: 'Hand in the list' }).click()
  await expect(page.getByText('Handed in and frozen')).toBeVisible()
})

test('a long list has pages without JavaScript, and saving one leaves the others as they were', async ({ browser }) => {
  const { aStaffMember } = await portal()
  const { aCall } = await import('@/lib/tools/testing/deadlines')
  const { aListed } = await import('@/lib/tools/testing/listing')
  // It is closed, so that it is no other test's current Call.
  const own = await aCall(-48)
  for (let n = 1; n <= 52; n++)
    await aListed(own, n, { state: 'under-review', name: `Candidate ${n}`, score: 9 - n / 10, reviewsIn: 1 })
  const admin = await aStaffMember([{ role: 'admin', callId: own.id }], { passwordHash: await hashPassword(PASSWORD) })
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
  await open(page, admin.email, `/nominations/ucas/phd?call=${own.slug}`)
  const rankOf = (n: number) => page.getByLabel(`Rank of Candidate ${n}`, { exact: true })
  const save = async () => {
    await page.getByRole('button', { name: 'Save the list' }).click()
    await expect(page.getByText('The list is saved.')).toBeVisible()
  }
  await rankOf(1).fill('1')
  await save()
  await fits(page, 375)
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page.getByText('Page 2 of 2')).toBeVisible()
  await rankOf(52).fill('2')
  await page.getByRole('checkbox', { name: 'Not nominated: Candidate 51' }).check()
  await page.getByLabel('Reason, if not nominated: Candidate 51').fill('Late')
  await save()
  await expect(page.getByLabel('Reason, if not nominated: Candidate 51')).toHaveValue('Late')
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect(rankOf(1)).toHaveValue('1')
  await expect(rankOf(52)).toHaveValue('2')
  // With JavaScript all of it is there to rank.
  const other = await newPage(browser)
  await open(other, admin.email, `/nominations/ucas/phd?call=${own.slug}`)
  await expect(other.getByRole('heading', { name: 'To decide (49)' })).toBeVisible()
  await other.getByRole('button', { name: 'Nominate Candidate 50', exact: true }).click()
  await expect(other.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved')
  await page.reload()
  await expect(rankOf(50)).toHaveValue('3')
})

test('of two at once, the second sees the first one’s changes, overwrites nothing, and chooses', async ({
  browser,
}) => {
  const { officer } = await anOfficerWith('sari', 'masters', ['Ann', 'Bo'])
  const path = '/nominations/sari/masters'
  const [one, two] = [await newPage(browser), await newPage(browser)]
  for (const page of [one, two]) {
    await open(page, officer.email, path)
    await expect(page.getByRole('heading', { name: 'To decide (2)' })).toBeVisible()
  }
  await one.getByRole('button', { name: 'Nominate Ann' }).click()
  await expect(one.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved')
  await two.getByRole('button', { name: 'Nominate Bo' }).click()
  await expect(two.getByRole('heading', { name: 'Officer sari changed this list meanwhile' })).toBeVisible()
  await expect(two.getByRole('row', { name: /Ann/ })).toHaveText('Annnot decidedrank 1')
  await expectAccessible(two)
  await two.getByRole('button', { name: 'Use the saved list' }).click()
  await expect.poll(() => ranking(two)).toEqual(['1 Ann'])
  await two.getByRole('button', { name: 'Nominate Bo' }).click()
  await expect(two.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved')
  await one.getByRole('button', { name: 'Not nominated: Bo' }).click()
  await one.getByRole('button', { name: 'Keep the list here' }).click()
  await expect(one.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved')
  await two.reload()
  await expect(two.getByLabel('Reason (optional): Bo')).toBeVisible()
})

test('only its officers and admins save and download a list at its own address', async ({
  page,
  playwright,
  baseURL,
}) => {
  const { officer, ids } = await anOfficerWith('qibebt', 'masters', ['Ann'])
  const stranger = await anOfficerWith('rcees', 'masters', [])
  const route = '/api/nominations/2021/qibebt/masters'
  const data = { version: 0, decision: { ranked: [{ id: ids[0], tied: false }], passed: [] } }
  const signedOut = await playwright.request.newContext({ baseURL })
  expect((await signedOut.put(route, { data })).status()).toBe(401)
  expect((await signedOut.post(route)).status()).toBe(401)
  await signedOut.dispose()
  await open(page, stranger.officer.email, '/nominations')
  expect((await page.request.put(route, { data })).status()).toBe(404)
  expect((await page.request.post(route)).status()).toBe(404)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await open(page, officer.email, '/nominations')
  const headers = { 'sec-fetch-site': 'cross-site' }
  expect((await page.request.put(route, { data, headers })).status()).toBe(403)
  expect((await page.request.put(route, { data: { version: 0, decision: { ranked: 'all' } } })).status()).toBe(422)
  expect((await page.request.put(route, { data: 'no JSON' })).status()).toBe(422)
  expect((await page.request.put(route, { data })).status()).toBe(200)
  expect((await page.request.put('/api/nominations/2099/qibebt/masters', { data })).status()).toBe(404)
  const csv = await page.request.post(route)
  expect(await csv.text()).toMatch(/^\uFEFFRank,Number[\s\S]*1,ANSO-2021-M-/)
  expect(await csv.text()).toMatch(/^\uFEFFRank,Number.*\r\n1,ANSO-2021-M-/)
})
