import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { PASSWORD } from './pages/account'
import { database, newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { aCallToEdit } from './pages/calls'
import { anAdmin } from './pages/staff'

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

/** Nothing scrolls sideways on a phone. */
async function fits(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
}

test('an admin edits a Call by forms, checks the changes before saving, and restores an earlier version', async ({
  page,
  browser,
}) => {
  const slug = await aCallToEdit()
  const home = `/admin/calls/${slug}`
  await page.setViewportSize({ width: 375, height: 812 })
  await anAdmin(page, '/admin/calls')
  await heading(page, 'Calls')
  await expectAccessible(page)
  await page.goto(home)
  await heading(page, 'A Call to edit')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Title and texts' }).click()
  await heading(page, 'Title and texts')
  await page.getByLabel('Summary').fill('')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.locator('#error-summary')).toContainText('Summary: enter something')
  await page.getByLabel('Summary').fill('A summary of a test.')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByText('Your change is kept in the draft.')).toBeVisible()
  await page.goto(`${home}/edit/faq`)
  await page.getByRole('button', { name: 'Add: question' }).click()
  await heading(page, 'Questions and answers: one question')
  await page.getByLabel('Question').fill('May I ask a test?')
  await page.getByLabel('Answer').fill('You may.')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByRole('link', { name: 'May I ask a test?' })).toBeVisible()
  await expectAccessible(page)
  await fits(page)
  const visitor = await newPage(browser)
  await visitor.goto(`/call?call=${slug}`)
  await expect(visitor.getByText('A summary of a test.')).toHaveCount(0)
  await page.goto(`${home}/preview`)
  await expect(page.getByText('A summary of a test.')).toBeVisible()
  await expect(page.getByText('May I ask a test?')).toBeVisible()
  await fits(page)
  await page.goto(`${home}/review`)
  await heading(page, 'Review the changes')
  await expect(page.getByText('does not affect any application')).toBeVisible()
  await expectAccessible(page)
  await fits(page)
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.locator('#error-summary')).toContainText('what you changed and why')
  await page.getByLabel('What you changed, and why').fill('A test changed the summary.')
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByText('saved as a new version')).toBeVisible()
  await visitor.reload()
  await expect(visitor.getByText('A summary of a test.')).toBeVisible()
  await page.goto(`${home}/versions`)
  await expect(page.getByText('A test changed the summary.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Version 1' }).click()
  await page.getByRole('button', { name: 'Make version 1 the draft' }).click()
  await heading(page, 'Review the changes')
  await expect(page.getByText('A summary of a test.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Discard the draft' }).click()
  await expect(page.getByText('The draft is discarded.')).toBeVisible()
})

test('with JavaScript off, an admin edits dates, an institution and the JSON; an error names its line', async ({
  browser,
}) => {
  const slug = await aCallToEdit()
  const page = await newPage(browser, { javaScriptEnabled: false })
  await anAdmin(page, `/admin/calls/${slug}/edit/institutions`)
  await heading(page, 'Institutions')
  await page.getByRole('button', { name: 'Add: institution' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Institute of Tests')
  await page.getByLabel('City').fill('Testville')
  await page.getByLabel('Web address').fill('no address')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.locator('#error-summary')).toContainText('Web address')
  await expect(page.getByLabel('City')).toHaveValue('Testville')
  await page.getByLabel('Web address').fill('https://example.org')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByRole('link', { name: 'Institute of Tests' })).toBeVisible()
  await page.goto(`/admin/calls/${slug}/edit/dates`)
  await page.getByLabel('Opens').fill('2031-02-30T10:00:00')
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.locator('#error-summary')).toContainText('Opens')
  await page.goto(`/admin/calls/${slug}/json`)
  const json = await page.getByLabel('The definition').inputValue()
  expect(json).toContain('Institute of Tests')
  const line = json.split('\n').findIndex((text) => text.includes('"quota"')) + 1
  // Typing thousands of lines takes half a minute.
  const wrong = json.replace(/"quota": \d+/, '"quota": -1')
  await page.getByLabel('The definition').evaluate((box: HTMLTextAreaElement, text) => {
    box.value = text
  }, wrong)
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.locator('#error-summary')).toContainText(`Line ${line}, tracks.0.quota`)
})

test('an admin starts a new Call from an old one, unpublished, and publishes it', async ({ page, browser }) => {
  const slug = await aCallToEdit()
  await anAdmin(page, `/admin/calls/new?from=${slug}`)
  await heading(page, 'New Call')
  await expectAccessible(page)
  await page.getByLabel('Title of the new Call').fill('The next Call')
  await page.getByLabel('Address').fill(`n${slug.slice(0, 30)}`)
  await page.getByLabel('Code').fill('NEXT')
  await page.getByRole('button', { name: 'Begin the Call' }).click()
  await heading(page, 'The next Call')
  await expect(page.getByRole('heading', { name: 'Before you publish it' })).toBeVisible()
  const visitor = await newPage(browser)
  const address = `/call?call=n${slug.slice(0, 30)}`
  expect((await visitor.goto(address))!.status()).toBe(404)
  await page.goto(`/admin/calls/n${slug.slice(0, 30)}?notice=saved`)
  await expect(page.getByText('Only admins see it until an admin publishes it.')).toBeVisible()
  await page.getByRole('link', { name: 'Publish the Call…' }).click()
  await heading(page, 'Publish the Call')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Publish the Call' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Confirm that everybody' })).toBeVisible()
  await page.getByLabel('Everybody may see the Call from now on').check()
  await page.getByRole('button', { name: 'Publish the Call' }).click()
  await expect(page.getByText('The Call is published.')).toBeVisible()
  expect((await visitor.goto(address))!.status()).toBe(200)
})

test('statistics and exports are files for admins only; jobs and retention have their pages', async ({
  page,
  browser,
}) => {
  const { db, findCall, aSubmitted } = await portal()
  await aSubmitted((await findCall(db, '2021'))!, { institution: 'siom' })
  await anAdmin(page, '/admin/statistics?by=institution')
  await heading(page, 'Statistics')
  await expectAccessible(page)
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ])
  expect(csv.suggestedFilename()).toBe('statistics-2021-institution.csv')
  await page.goto('/admin/exports')
  await heading(page, 'Exports')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Download' }).click()
  await expect(page.locator('#error-summary')).toContainText('Say whom the file is for')
  await page.getByLabel('Whom is the file for?').fill('The ministry')
  await page.getByLabel('Institution', { exact: true }).first().selectOption('siom')
  await page.getByLabel('Kind of file').selectOption('json')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('data-2021.json')
  for (const [path, name] of [
    ['/admin/jobs', 'Jobs'],
    ['/admin/retention', 'Retention'],
  ] as const) {
    await page.goto(path)
    await heading(page, name)
    await expectAccessible(page)
  }
  const stranger = await newPage(browser)
  for (const [path, form] of [
    ['/api/statistics', { call: '2021', by: 'track' }],
    ['/api/exports', { call: '2021', format: 'json', purpose: 'Mine', columns: 'name' }],
  ] as const)
    expect((await stranger.request.post(path, { form })).status()).toBe(404)
  expect((await stranger.request.post('/api/account/data')).status()).toBe(401)
})

test('an officer downloads their institution’s applications from the list, and the choices stay', async ({ page }) => {
  const { db, findCall, aStaffMember, aSubmitted } = await portal()
  const { hashPassword } = await import('@/lib/people/password')
  const call = (await findCall(db, '2021'))!
  const { number } = await aSubmitted(call, { institution: 'ntsc', name: 'Own Applicant' })
  const role = { role: 'officer' as const, callId: call.id, institution: 'ntsc' }
  const officer = await aStaffMember([role], { passwordHash: await hashPassword(PASSWORD) })
  await signIn(page, officer.email, '/applications')
  await heading(page, 'Applications')
  await page.getByText('Download', { exact: true }).click()
  await page.getByRole('link', { name: 'With answers, of chosen columns' }).click()
  await heading(page, 'Download applications')
  await expectAccessible(page)
  await expect(page.getByLabel('Institution', { exact: true })).toHaveCount(1)
  await page.getByLabel('Kind of file').selectOption('csv')
  await page.getByLabel('E-mail address').first().check()
  await page.getByRole('button', { name: 'Download' }).click()
  await expect(page.locator('#error-summary')).toContainText('Say whom the file is for')
  await expect(page.getByLabel('Kind of file')).toHaveValue('csv')
  await expect(page.getByLabel('E-mail address').first()).toBeChecked()
  await expectAccessible(page)
  await page.getByLabel('Whom is the file for?').fill('Our graduate school')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ])
  const text = readFileSync(await file.path(), 'utf8')
  expect(text).toContain(number)
  expect(text).toContain('Own Applicant')
  expect((await page.request.get('/admin/exports')).status()).toBe(404)
})

test('an applicant takes a copy of their data, then erases the draft and the account', async ({ page }) => {
  const { db, findCall, anApplicant, anApplication } = await portal()
  const { hashPassword } = await import('@/lib/people/password')
  const { mastersAnswers } = await import('@/lib/tools/testing/answers')
  const person = await anApplicant('Leaving Person', await hashPassword(PASSWORD))
  await anApplication(person, (await findCall(db, '2021'))!, { ...mastersAnswers })
  await signIn(page, person.email, '/account/data')
  await heading(page, 'Your data')
  await expectAccessible(page)
  const [zip] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my data' }).click(),
  ])
  expect(zip.suggestedFilename()).toBe('my-data.zip')
  await page.getByRole('link', { name: 'See what can be erased' }).click()
  await heading(page, 'Erase your data')
  await expectAccessible(page)
  await page.getByLabel('Your password').fill('not-this-one-at-all')
  await page.getByLabel('cannot be undone').check()
  await page.getByRole('button', { name: 'Erase all and end my account' }).click()
  await expect(page.locator('#error-summary')).toContainText('not your password')
  await page.getByLabel('Your password').fill(PASSWORD)
  await page.getByLabel('cannot be undone').check()
  await page.getByRole('button', { name: 'Erase all and end my account' }).click()
  await expect(page.getByText('Your account and everything personal in it are erased.')).toBeVisible()
  const sql = database()
  const [row] = await sql`select name, email, password_hash from people where id = ${person.id}`
  await sql.end()
  expect(row).toMatchObject({ name: 'erased', password_hash: null })
})
