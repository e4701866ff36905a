import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { database, newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

/** An officer of the institution, and applications to it with these names; the last is under review. */
async function aList(institution: string, names: string[]) {
  const { db, findCall, aStaffMember, aSubmitted, assignTo } = await portal()
  const call = (await findCall(db, '2021'))!
  const passwordHash = await hashPassword(PASSWORD)
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution }], { passwordHash })
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }], { passwordHash })
  const made: { id: string; number: string }[] = []
  for (const [at, name] of names.entries()) {
    const state = at === names.length - 1 ? 'under-review' : undefined
    made.push(await aSubmitted(call, { institution, name, state }))
  }
  await assignTo(reviewer, made.at(-1)!.id)
  return { officer, reviewer, made }
}

async function open(page: Page, email: string, path = '/applications') {
  await signIn(page, email, path)
  await expect(page.getByRole('heading', { level: 1, name: 'Applications', exact: true })).toBeVisible()
}

const rows = (page: Page) => page.getByRole('table').getByRole('row')

test('an officer searches, filters, sorts, saves the view and downloads it', async ({ page }) => {
  const { officer } = await aList('irsm', ['Amina Okafor', 'Li Wei', '=Formula Person'])
  await open(page, officer.email)
  await expect(rows(page)).toHaveCount(4)
  await expectAccessible(page)
  // The keyboard: into the search, a keyword and its value by completion, and out.
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('/')
  const search = page.getByRole('combobox', { name: 'Search' })
  await expect(search).toBeFocused()
  await page.keyboard.type('stat')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(search).toHaveValue('status:')
  // The values appear as choices before typing.
  await expect(page.getByRole('option').first()).toBeVisible()
  await page.keyboard.type('subm')
  await expect(page.getByRole('option', { name: 'Submitted' })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 to 2 of 2')).toBeVisible()
  // The page reports parts that it does not understand.
  await search.fill('status:submitted bogus:thing')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText('“bogus:” is no keyword')).toBeVisible()
  await page.getByRole('link', { name: /status: Submitted/ }).click()
  await expect(page.getByText('Nothing that you may read fits this search.')).toBeVisible()
  await page.getByRole('link', { name: 'Show all applications' }).click()
  await expect(rows(page)).toHaveCount(4)
  await page.getByText('Status', { exact: true }).first().click()
  await expect(page.getByRole('link', { name: 'Status', expanded: true })).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Under review' }).click()
  await expect(page.getByText('1 to 1 of 1')).toBeVisible()
  await page.getByRole('link', { name: /status: Under review/ }).click()
  await expect(rows(page)).toHaveCount(4)
  await page.getByRole('columnheader', { name: 'Applicant' }).getByRole('link').click()
  await expect(page.getByRole('columnheader', { name: 'Applicant' })).toHaveAttribute('aria-sort', 'ascending')
  await expect(rows(page).nth(1)).toContainText('=Formula')
  await page.getByText('Columns', { exact: true }).click()
  for (const column of ['Title', 'Country', 'Letters', 'Score', 'Track', 'Institution'])
    await page.getByRole('checkbox', { name: column, exact: true }).uncheck()
  await page.getByRole('button', { name: 'Show them' }).click()
  await expect(page.getByRole('columnheader')).toHaveText([/Number/, /Applicant/, /Status/])
  await page.getByText('Saved views').click()
  await page.getByLabel('Name of this view').fill('By name')
  await page.getByRole('button', { name: 'Save this view' }).click()
  await expect(page.getByText('The view is saved')).toBeVisible()
  await page.goto('/applications')
  await page.getByText('Saved views (1)').click()
  await page.getByRole('link', { name: 'By name' }).click()
  await expect(page).toHaveURL(/sort=name/)
  await page.getByText('Download', { exact: true }).click()
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'As CSV' }).click()
  const csv = readFileSync(await (await started).path(), 'utf8').split('\r\n')
  expect(csv[0]).toBe('\ufeffNumber,Applicant,Status')
  expect(csv[1]).toMatch(/^ANSO-2021-P-\d+,'=Formula Person,Under review$/)
  expect(csv.length).toBe(5)
  await page.getByText('Saved views (1)').click()
  await page.getByText('Rename By name').click()
  await page.getByLabel('New name of “By name”').fill('In order of names')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('The view has its new name')).toBeVisible()
  await page.getByText('Saved views (1)').click()
  await page.getByText('Delete In order of names').click()
  await page.getByRole('button', { name: 'Yes, delete “In order of names”' }).click()
  await expect(page.getByText('The view is deleted')).toBeVisible()
})

test('what an officer folds out leaves what they typed and selected, and the way back, as they were', async ({
  page,
}) => {
  const { officer, made } = await aList('nssc', ['First Kept', 'Second Kept'])
  await open(page, officer.email)
  await page.goto('/faq')
  await page.goto('/applications')
  const search = page.getByRole('combobox', { name: 'Search' })
  const box = page.getByRole('checkbox', { name: `Select ${made[0]!.number}` })
  await search.fill('country:')
  // Leaving the box closes its suggestions, which cover the rows.
  await page.getByRole('heading', { level: 1 }).click()
  await box.check()
  for (const panel of ['Institution', 'Columns', 'Download']) {
    const link = page.getByRole('link', { name: panel, exact: true }).first()
    await link.press('Enter')
    await expect(link).toHaveAttribute('aria-expanded', 'true')
  }
  await expect(page.getByRole('link', { expanded: true })).toHaveCount(1)
  await expect(page).toHaveURL(/open=download/)
  await expect(box).toBeChecked()
  await expect(search).toHaveValue('country:')
  await page.getByRole('link', { name: 'Download', exact: true }).press('Enter')
  await expect(page.getByRole('button', { name: 'As CSV' })).toHaveCount(0)
  await expect(page).not.toHaveURL(/open=/)
  await page.goBack()
  await expect(page).toHaveURL(/\/faq$/)
})

test('a list in a new order begins at its top; what folds out stays where it is', async ({ page }) => {
  const { officer } = await aList('ihep', ['First Sorted', 'Second Sorted', 'Third Sorted'])
  await page.setViewportSize({ width: 1280, height: 300 })
  await open(page, officer.email)
  const place = () => page.evaluate(() => window.scrollY)
  await page.getByRole('columnheader').getByRole('link', { name: 'Applicant', exact: true }).click()
  await expect(page).toHaveURL(/sort=name/)
  await expect.poll(place).toBe(0)
  const fold = page.getByRole('link', { name: 'Download', exact: true })
  await fold.scrollIntoViewIfNeeded()
  const before = await place()
  expect(before).toBeGreaterThan(0)
  await fold.click()
  await expect(fold).toHaveAttribute('aria-expanded', 'true')
  expect(await place()).toBe(before)
})

test('a search shows other rows in the same document, and the way back shows the former ones', async ({ page }) => {
  const { officer, made } = await aList('itp', ['First Sought', 'Second Sought'])
  await open(page, officer.email)
  await page.evaluate(() => document.documentElement.setAttribute('data-same', ''))
  const search = page.getByRole('combobox', { name: 'Search' })
  const row = (at: number) => page.getByRole('link', { name: made[at]!.number })
  await search.fill('"Second Sought"')
  await search.press('Enter')
  await expect(row(0)).toHaveCount(0)
  await expect(row(1)).toBeVisible()
  await expect(page.locator('html[data-same]')).toBeAttached()
  await expect(search).toHaveValue('"Second Sought"')
  await expect(search).toHaveAttribute('aria-expanded', 'false')
  await page.goBack()
  await expect(row(0)).toBeVisible()
  await expect(search).toHaveValue('')
})

test('an officer selects with the keyboard and marks many as eligible, after a preview of the changes', async ({
  page,
}) => {
  const { officer, made } = await aList('ipe', ['First One', 'Second One', 'Third One'])
  await open(page, officer.email)
  await page.getByRole('heading', { level: 1 }).click()
  for (const key of ['j', 'x', 'j', 'x', 'j', 'k', 'j', 'x']) await page.keyboard.press(key)
  await expect(page.getByRole('checkbox', { name: /^Select ANSO/, checked: true })).toHaveCount(3)
  await page.getByRole('button', { name: 'Find the selected eligible…' }).click()
  await expect(page.getByRole('heading', { name: '2 will be found eligible' })).toBeVisible()
  await expect(page.getByText('It is under review, and no check is open.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Yes, all 2 are eligible' }).click()
  await expect(page.getByText('Found eligible: 2')).toBeVisible()
  const sql = database()
  const ids = made.map(({ id }) => id)
  const states = await sql`select state from applications where id in ${sql(ids)} order by number`
  await sql.end()
  expect(states.map(({ state }) => state)).toEqual(['eligible', 'eligible', 'under-review'])
})

test('the selected dossiers come as one archive, which is recorded, and no others', async ({ browser }) => {
  const { officer, reviewer, made } = await aList('iae', ['First Dossier', 'Second Dossier', 'Third Dossier'])
  const foreign = (await aList('iap', ['Elsewhere'])).made[0]!
  const page = await newPage(browser, { javaScriptEnabled: false })
  await open(page, officer.email)
  await page.getByRole('button', { name: 'Dossiers of the selected' }).click()
  await expect(page.getByText('Nothing is selected')).toBeVisible()
  for (const { number } of made.slice(0, 2)) await page.getByRole('checkbox', { name: `Select ${number}` }).check()
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Dossiers of the selected' }).click()
  const archive = readFileSync(await (await started).path())
  expect(made.map(({ number }) => archive.includes(number))).toEqual([true, true, false])
  const form = { selected: '1', id: foreign.id, list: '' }
  const refused = await page.request.post('/api/dossiers', { form, maxRedirects: 0 })
  expect(refused.headers().location).toBe('/applications?notice=none-selected')
  const own = await newPage(browser)
  await open(own, reviewer.email)
  const answer = await own.request.post('/api/dossiers', { form: { selected: '1', id: made[2]!.id } })
  expect(answer.status()).toBe(404)
  const sql = database()
  const events = await sql`select data from events where type = 'dossiers-downloaded' and actor_id = ${officer.id}`
  await sql.end()
  expect(events.map(({ data }) => [data.count, data.selected.toSorted()])).toEqual([
    [2, [made[0]!.id, made[1]!.id].toSorted()],
  ])
})

test('without JavaScript too, a view’s name that is taken shows an error beside it', async ({ browser }) => {
  const { officer } = await aList('ibcas', ['Of Views'])
  const page = await newPage(browser, { javaScriptEnabled: false })
  await open(page, officer.email)
  for (const name of ['One', 'Two']) {
    await page.getByText(/^Saved views/).click()
    await page.getByLabel('Name of this view').fill(name)
    await page.getByRole('button', { name: 'Save this view' }).click()
    await expect(page.getByText('The view is saved')).toBeVisible()
  }
  await page.getByText(/^Saved views/).click()
  await page.getByText('Rename Two').click()
  await page.getByLabel('New name of “Two”').fill('One')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('You have another view with the name “One”.')).toBeVisible()
})

test('without JavaScript, what is folded away opens as a page of its own, with the same view', async ({ browser }) => {
  const { officer } = await aList('imr', ['Nothing Runs', 'Here'])
  const page = await newPage(browser, { javaScriptEnabled: false })
  await open(page, officer.email, '/applications?sort=-name')
  await page.getByText('Search words and keys').click()
  await expect(page.getByText('The mean score, 0 to 10')).toBeVisible()
  await page.getByRole('link', { name: 'Status', exact: true }).first().click()
  await expect(page.getByRole('link', { name: 'Status', expanded: true })).toBeVisible()
  await expect(rows(page).nth(1)).toContainText('Nothing Runs')
  await page.getByRole('link', { name: 'Under review' }).click()
  await expect(page.getByText('1 to 1 of 1')).toBeVisible()
  await page.getByRole('link', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Country', exact: true }).uncheck()
  await page.getByRole('button', { name: 'Show them' }).click()
  await expect(page.getByRole('columnheader', { name: 'Country' })).toHaveCount(0)
  await expect(page).toHaveURL(/sort=-name/)
  await page.getByRole('link', { name: 'Download' }).click()
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: 'As CSV' }).click()
  const [heads] = readFileSync(await (await started).path(), 'utf8').split('\r\n')
  expect(heads).not.toContain('Country')
  await page.getByRole('link', { name: 'Download', expanded: true }).click()
  await expect(page.getByRole('button', { name: 'As CSV' })).toHaveCount(0)
})

test('it fits a phone, and works without JavaScript, for a reviewer too', async ({ browser }) => {
  const { officer, reviewer, made } = await aList('psych', ['Small Screen', 'To Review'])
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
  await open(page, officer.email)
  await page.getByLabel('Search', { exact: true }).fill('name:small')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByText('1 to 1 of 1')).toBeVisible()
  await page.getByRole('checkbox', { name: `Select ${made[0]!.number}` }).check()
  await page.getByRole('button', { name: 'Find the selected eligible…' }).click()
  await page.getByRole('button', { name: 'Yes, it is eligible' }).click()
  await expect(page.getByText('Found eligible: 1')).toBeVisible()
  const own = await newPage(browser, { viewport: { width: 375, height: 812 } })
  await open(own, reviewer.email)
  await expect(own.getByRole('link', { name: made[1]!.number })).toHaveAttribute('href', `/review/${made[1]!.id}`)
  await expect(rows(own)).toHaveCount(2)
  await expect(own.getByRole('button', { name: /eligible/ })).toHaveCount(0)
  expect(await own.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  const answer = await own.request.get(`/applications/found-eligible?id=${made[1]!.id}`)
  expect(answer.status()).toBe(404)
})
