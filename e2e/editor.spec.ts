import { expect, type Page, test } from '@playwright/test'
import { newPage, portal } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { aCallToEdit } from './pages/calls'
import { fits } from './pages/decisions'
import { anAdmin } from './pages/staff'

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const keep = (page: Page) => page.getByRole('button', { name: 'Keep in the draft' }).click()
const kept = (page: Page) => expect(page.getByText('Your change is kept in the draft.', { exact: true })).toBeVisible()
const askedForMore = (page: Page) => expect(page.getByText('so check it once more')).toBeVisible()

/** Saves the draft as a version, confirming the effects on applications where needed. */
async function save(page: Page, home: string) {
  await page.goto(`${home}/review`)
  await heading(page, 'Review the changes')
  await page.getByLabel('What you changed, and why').fill('A test.')
  const confirm = page.getByLabel('I have read how the change affects')
  if (await confirm.isVisible()) await confirm.check()
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByText('saved as a new version')).toBeVisible()
}

test('an admin without knowledge of JSON changes the day of a rule and adds another rule', async ({ page }) => {
  const slug = await aCallToEdit()
  const home = `/admin/calls/${slug}`
  await page.setViewportSize({ width: 375, height: 812 })
  await anAdmin(page, home)
  await page.getByRole('link', { name: 'Who may apply' }).click()
  await heading(page, 'Who may apply')
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByRole('link', { name: 'PhD applicants were born' }).click()
  await heading(page, 'Who may apply: one rule')
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByLabel('Born on or after').fill('1987-01-01')
  await page.getByLabel('The rule in words').fill('PhD applicants were born on or after 1 January 1987.')
  await keep(page)
  await kept(page)
  await page.getByRole('button', { name: 'Add: rule' }).click()
  await heading(page, 'Who may apply: one rule')
  await page.getByLabel('The rule in words').fill('Applicants are of an African country.')
  await page.getByLabel('Question that it tests').selectOption({ label: 'What is your nationality?' })
  await keep(page)
  await askedForMore(page)
  await page.getByLabel('Allowed').fill('Kenya\nAtlantis')
  await keep(page)
  await expect(page.locator('#error-summary')).toContainText('“Atlantis” is not a country')
  await page.getByLabel('Allowed').fill('Kenya\nEthiopia')
  await keep(page)
  await kept(page)
  await save(page, home)
  await page.goto(`/call?call=${slug}`)
  await expect(page.getByText('Applicants are of an African country.')).toBeVisible()
  await expect(page.getByText('1 January 1987')).toBeVisible()
})

test('an admin adds a conditional question with choices to a section and moves it; a list of entries gets questions too', async ({
  page,
}) => {
  const slug = await aCallToEdit()
  const home = `/admin/calls/${slug}`
  await anAdmin(page, home)
  await page.getByRole('link', { name: 'Application form' }).click()
  await heading(page, 'Application form')
  await expectAccessible(page)
  await page.getByRole('link', { name: /^Languages/ }).click()
  await heading(page, 'Application form: one section')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add: question' }).click()
  await heading(page, 'Application form: one question')
  await page.getByLabel('Label').fill('Do you want a language course?')
  await page.getByLabel('Key').fill('course')
  await page.getByLabel('Kind of answer').selectOption({ label: 'Choice, all shown' })
  await keep(page)
  await askedForMore(page)
  await page.getByLabel('Choices').fill('yes | Yes, please\nno | No')
  await page.getByLabel('The answer that it depends on').selectOption({ label: 'The chosen track' })
  await page
    .locator('fieldset')
    .filter({ hasText: /^Only if/ })
    .getByLabel('PhD')
    .check()
  await expectAccessible(page)
  await keep(page)
  await heading(page, 'Application form: one section')
  await kept(page)
  await page.getByRole('button', { name: /^Up ?: Do you want a language course/ }).click()
  await expect(page.getByRole('button', { name: /^Down ?: Do you want a language course/ })).toBeVisible()
  await page.getByRole('link', { name: 'Application form', exact: true }).click()
  await heading(page, 'Application form')
  await page.getByRole('link', { name: /^Education/ }).click()
  await page.getByRole('link', { name: /^Degrees/ }).click()
  await heading(page, 'Application form: one question')
  await expect(page.getByRole('heading', { name: 'Questions of each entry' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Final grade' }).click()
  await page.getByLabel('Maximum number of characters').fill('80')
  await keep(page)
  await kept(page)
  await expect(page.getByRole('link', { name: 'Education', exact: true })).toBeVisible()
  await save(page, home)
  const { db, findCall } = await portal()
  const { definition } = (await findCall(db, slug))!
  const fields = definition.sections.find(({ key }) => key === 'languages')!.fields
  expect(fields.at(-2)).toMatchObject({ key: 'course', type: 'choice', when: { fact: 'track', in: ['phd'] } })
})

test('with JavaScript off: a condition in a letter’s form, and the limits of letters', async ({ browser }) => {
  const slug = await aCallToEdit()
  const page = await newPage(browser, { javaScriptEnabled: false })
  await anAdmin(page, `/admin/calls/${slug}/edit/letters`)
  await heading(page, 'Letter and agreement')
  await page
    .getByRole('link', { name: 'Teamwork' })
    .or(page.getByRole('link', { name: 'Work with others' }))
    .click()
  await page.getByLabel('The answer that it depends on').selectOption('letter.form')
  await keep(page)
  await expect(page.locator('#error-summary')).toContainText('tick at least one value')
  await page.getByLabel('Type it here').check()
  await keep(page)
  await kept(page)
  await page.goto(`/admin/calls/${slug}/edit/references`)
  await heading(page, 'Referees and supervisors')
  await page.getByLabel('Days between two reminders').fill('0')
  await keep(page)
  await expect(page.locator('#error-summary')).toContainText('Days between two reminders')
  await page.getByLabel('Days between two reminders').fill('5')
  await keep(page)
  await expect(page.getByText('Your change is kept in the draft.')).toBeVisible()
})

test('a submitted application shows the questions of its time, whatever the Call asks later', async ({ page }) => {
  const slug = await aCallToEdit()
  const home = `/admin/calls/${slug}`
  const { db, findCall, aSubmitted } = await portal()
  const { id } = await aSubmitted((await findCall(db, slug))!)
  await anAdmin(page, `${home}/edit/questions`)
  await page.getByRole('link', { name: /^Languages/ }).click()
  await page.getByRole('link', { name: 'In which language are you proficient?' }).click()
  await page.getByLabel('Label').fill('Which of these do you speak?')
  await page.getByLabel('Choices').fill('english | British\nchinese | Chinese\nboth | Both\nneither | Neither')
  await keep(page)
  await kept(page)
  await save(page, home)
  for (const path of [`/applications/${id}`, `/applications/${id}/check`]) {
    await page.goto(path)
    await expect(page.getByText('In which language are you proficient').first()).toBeVisible()
    await expect(page.getByText('Which of these do you speak?')).toHaveCount(0)
    await expect(page.getByText('British')).toHaveCount(0)
  }
})

test('an award gives the Call’s conditions, without those an admin leaves out, plus what they add', async ({
  page,
}) => {
  const slug = await aCallToEdit()
  const home = `/admin/calls/${slug}`
  const { db, findCall, aSubmitted } = await portal()
  const { id } = await aSubmitted((await findCall(db, slug))!, { state: 'nominated' })
  await page.setViewportSize({ width: 375, height: 812 })
  await anAdmin(page, `${home}/edit/conditions`)
  await heading(page, 'Conditions of offers')
  await expectAccessible(page)
  for (const [text, days] of [
    ['A health check', '30'],
    ['A visa', '60'],
  ] as const) {
    await page.getByRole('button', { name: 'Add: condition' }).click()
    await page.getByLabel('The condition', { exact: true }).fill(text)
    await page.getByLabel('Or due this many days').fill(days)
    await keep(page)
    await expect(page.getByRole('link', { name: text })).toBeVisible()
  }
  await expectAccessible(page)
  await fits(page, 375)
  await page.goto(`${home}/edit/decisions`)
  await heading(page, 'Decisions and offers')
  await page.getByLabel('If equal, by').selectOption({ label: 'Rank that the institution gave' })
  await expectAccessible(page)
  await keep(page)
  await expect(page.getByText('Your change is kept in the draft.')).toBeVisible()
  await save(page, home)
  await page.goto(`/decisions/confirm?call=${slug}&track=phd&what=award&id=${id}`)
  await heading(page, 'Award places')
  await page.getByLabel('A visa').uncheck()
  await page.getByText('Add a condition to this offer').click()
  await page.getByLabel('What has to be met').fill('A language course')
  await page.getByLabel('Day', { exact: true }).fill('31')
  await page.getByLabel('Month', { exact: true }).fill('2')
  await page.getByLabel('Year', { exact: true }).fill('2099')
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByRole('button', { name: 'Award places: 1' }).click()
  await expect(page.locator('#error-summary')).toContainText('There is no such day')
  await expect(page.getByLabel('A visa')).not.toBeChecked()
  await page.getByLabel('Month', { exact: true }).fill('3')
  await page.getByRole('button', { name: 'Award places: 1' }).click()
  await expect(page.getByText('1 application was awarded a place.')).toBeVisible()
  await page.goto(`/applications/${id}/offer`)
  await expect(page.getByText('A health check').first()).toBeVisible()
  await expect(page.getByText('A language course').first()).toBeVisible()
  await expect(page.getByText('A visa')).toHaveCount(0)
})
