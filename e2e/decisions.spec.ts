import { expect, type Page, test } from '@playwright/test'
import { newPage } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { aCallToDecide, fits, openAs } from './pages/decisions'

const heading = (page: Page, name: string) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const row = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const select = (page: Page, name: string) => row(page, name).getByRole('checkbox').check()

const FIVE = [
  { name: 'Ann', score: 9 },
  { name: 'Bo', score: 8 },
  { name: 'Cy', score: 7, country: 'ET' },
  { name: 'Di', score: 6, country: 'ET', gender: 'male' },
  { name: 'Ed', score: 5, gender: 'male' },
]

test('an admin finds the board under My work, awards by hand, and stays within places and limits', async ({ page }) => {
  const { call, admins } = await aCallToDecide(3, FIVE, ['Admin One'])
  await page.setViewportSize({ width: 375, height: 812 })
  await openAs(page, admins[0]!, '/work')
  await page.getByRole('link', { name: '5 nominated applications to decide on: PhD' }).click()
  await heading(page, 'Decisions')
  await expectAccessible(page)
  await fits(page, 375)
  await expect(page.getByRole('row').filter({ hasText: call.definition.code })).toHaveText(
    FIVE.map(({ name }) => new RegExp(name)),
  )
  await select(page, 'Ann')
  await select(page, 'Bo')
  await expect(page.getByText('2 selected. 3 places are free.')).toBeVisible()
  await press(page, 'Award…')
  await heading(page, 'Award places')
  await expect(page.getByText('After this, 1 place is left.')).toBeVisible()
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByRole('button', { name: 'Award places: 2' }).click()
  await expect(page.getByText('2 applications were awarded a place.')).toBeVisible()

  await page.getByRole('link', { name: 'Places and limits' }).click()
  await heading(page, 'Places and limits')
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByLabel('Places', { exact: true }).first().fill('1')
  await page.getByLabel('Reason').first().fill('Budget')
  await page.getByRole('button', { name: 'Change the places: PhD' }).click()
  await expect(page.locator('#error-summary')).toContainText('Enter 2 or more')
  for (const places of ['4', '3']) {
    await page.getByLabel('Places', { exact: true }).first().fill(places)
    await page.getByLabel('Reason').first().fill('Budget')
    await page.getByRole('button', { name: 'Change the places: PhD' }).click()
    await expect(page.getByText(`PhD has ${places} now`)).toBeVisible()
  }
  await page.getByRole('link', { name: 'Add a limit' }).click()
  await heading(page, 'Add a limit')
  await expectAccessible(page)
  await page.getByLabel('Name').fill('Nobody from Ethiopia')
  await page.getByLabel('Whom it counts').fill('Ethiopa')
  await page.getByLabel('Kind').selectOption('most')
  await page.getByLabel('Number of places').fill('0')
  await page.getByLabel('If it would be exceeded').selectOption('hard')
  await page.getByRole('button', { name: 'Save the limit' }).click()
  await expect(page.locator('#error-summary')).toContainText('called “ethiopa”')
  await page.getByLabel('Whom it counts').fill('Ethiopia')
  await page.getByRole('button', { name: 'Save the limit' }).click()
  await expect(page.getByText('The limit is set.')).toBeVisible()

  await page.getByRole('link', { name: 'Board' }).click()
  await select(page, 'Cy')
  await press(page, 'Award…')
  await expect(page.getByText('Exceeded: refused')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Award places/ })).toBeHidden()
})

test('of two admins at once, the second sees what the first did, and their own decision does nothing', async ({
  page,
  browser,
}) => {
  const { call, numbers, admins } = await aCallToDecide(3, FIVE, ['Admin One', 'Admin Two'])
  const other = await newPage(browser)
  await openAs(page, admins[0]!, '/work')
  await openAs(other, admins[1]!, '/work')
  for (const one of [page, other]) {
    await one.goto(`/decisions?call=${call.slug}&track=phd`)
    await select(one, 'Ed')
    await press(one, one === page ? 'Award…' : 'Not award…')
  }
  await page.getByRole('button', { name: 'Award places: 1' }).click()
  await expect(page.getByText('1 application was awarded a place.')).toBeVisible()
  await other.getByRole('button', { name: 'Do not award: 1' }).click()
  await expect(other.getByRole('alert').filter({ hasText: 'Something has changed' })).toContainText(
    `${numbers.Ed} is awarded, by Admin One`,
  )
  await other.reload()
  await expect(other.getByText(/Ed is awarded, by Admin One/)).toBeVisible()
})

test('an admin puts the rest on the waiting list, orders it by keyboard and releases the results, once', async ({
  page,
}) => {
  const { call, admins } = await aCallToDecide(
    3,
    [...FIVE, { name: 'Fay', score: 4, state: 'under-review' }],
    ['Admin One'],
  )
  await page.setViewportSize({ width: 375, height: 812 })
  await openAs(page, admins[0]!, `/decisions?call=${call.slug}&track=phd&show=open`)
  for (const name of ['Ann', 'Bo', 'Ed']) await select(page, name)
  await press(page, 'Award…')
  await page.getByRole('button', { name: 'Award places: 3' }).click()
  await expect(page.getByText('3 applications were awarded a place.')).toBeVisible()
  // The board keeps its filter, which hides decided applications.
  await expect(page.getByRole('checkbox', { name: /^Select .*\d/ })).toHaveCount(2)
  await select(page, 'Cy')
  await select(page, 'Di')
  await page.getByRole('button', { name: 'Waiting list…' }).click()
  await page.getByRole('button', { name: 'Put on the waiting list: 2' }).click()
  await page.getByRole('link', { name: 'Waiting list', exact: true }).click()
  await heading(page, 'Waiting list')
  await page.getByRole('button', { name: 'Move Di up' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Move Di up' })).toBeFocused()
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.getByText('The order is saved.')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Drag/ }) })).toHaveText([
    /Di/,
    /Cy/,
  ])

  await page.getByRole('link', { name: 'Release of results' }).click()
  await heading(page, 'Release of results')
  await expect(row(page, 'Offered a place')).toContainText('3')
  await expect(page.getByText('1 submitted application is on no list')).toBeVisible()
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByRole('button', { name: 'Release the results' }).click()
  await expect(page.locator('#error-summary')).toContainText(`Type ${call.definition.code} to confirm`)
  await page.getByLabel(/^Type/).fill(call.definition.code)
  await page.getByRole('button', { name: 'Release the results' }).click()
  await expect(page.getByText('The results are released.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Release the results' })).toBeHidden()
})

test('without JavaScript an admin awards, takes back, orders the waiting list by numbers, and gives a free place to the next', async ({
  browser,
}) => {
  const { call, admins } = await aCallToDecide(1, FIVE, ['Admin One'])
  const page = await newPage(browser, { javaScriptEnabled: false, viewport: { width: 375, height: 812 } })
  await openAs(page, admins[0]!, `/decisions?call=${call.slug}&track=phd`)
  await select(page, 'Ann')
  await press(page, 'Award…')
  await page.getByRole('button', { name: 'Award places: 1' }).click()
  await expect(page.getByText('1 application was awarded a place.')).toBeVisible()
  for (const name of ['Bo', 'Cy', 'Di']) await select(page, name)
  await page.getByRole('button', { name: 'Waiting list…' }).click()
  await page.getByRole('button', { name: 'Put on the waiting list: 3' }).click()
  await select(page, 'Ann')
  await page.getByRole('button', { name: 'Take back…' }).click()
  await page.getByRole('button', { name: 'Take decisions back: 1' }).click()
  await expect(page.getByText('1 application was taken back')).toBeVisible()
  await page.getByRole('link', { name: 'Waiting list', exact: true }).click()
  await page.getByLabel('Place of Cy').fill('1')
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.locator('#error-summary')).toContainText('Place 1 appears twice')
  await page.getByLabel('Place of Bo').fill('2')
  await page.getByRole('button', { name: 'Save the order' }).click()
  await expect(page.getByText('The order is saved.')).toBeVisible()
  await expect(page.getByRole('heading', { name: '1 place free: 1 promotion to confirm' })).toBeVisible()
  await page.getByRole('button', { name: 'Give the place' }).click()
  await expect(page.getByText('1 application has a place now.')).toBeVisible()
  await page.getByRole('link', { name: 'Board' }).click()
  await expect(row(page, 'Cy')).toContainText('Awarded')
})

test('one admin works out, compares and proposes scenarios; another confirms one, and all of it happens', async ({
  page,
  browser,
}) => {
  const { call, admins } = await aCallToDecide(3, FIVE, ['Admin One', 'Admin Two'])
  await page.setViewportSize({ width: 375, height: 812 })
  await openAs(page, admins[0]!, `/decisions/scenarios?call=${call.slug}&track=phd`)
  await heading(page, 'Scenarios')
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByLabel('How many wait for a place').fill('1')
  await page.getByRole('button', { name: 'Work it out' }).click()
  await heading(page, 'Scenario 1')
  await expect(page.getByText('This scenario has no limits.')).toBeVisible()
  await page.getByRole('link', { name: 'Work out one like it' }).click()
  await expect(page.getByLabel('How many wait for a place')).toHaveValue('1')
  await page.getByLabel('Limit 1: at most or at least').selectOption('least')
  await page.getByLabel('Limit 1: how many').fill('two')
  await page.getByLabel('Limit 1: for whom').fill('Ethiopia')
  await page.getByRole('button', { name: 'Work it out' }).click()
  await expect(page.locator('#error-summary')).toContainText('Limit 1: enter a whole number')
  await expect(page.getByLabel('Limit 2: at most or at least')).toHaveCount(1)
  await page.getByLabel('Limit 1: how many').fill('2')
  await page.getByRole('button', { name: 'Work it out' }).click()
  await heading(page, 'Scenario 2')
  // Di instead of Bo: 8 less 6.
  await expect(page.getByRole('listitem').filter({ hasText: 'At least 2: Ethiopia' })).toContainText('2.00 points')
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByRole('link', { name: 'Scenarios' }).first().click()
  await page.getByRole('checkbox', { name: 'Compare Scenario 1' }).check()
  await page.getByRole('checkbox', { name: 'Compare Scenario 2' }).check()
  await page.getByRole('button', { name: 'Compare the two selected' }).click()
  await heading(page, 'Compare two scenarios')
  await expect(page.getByRole('heading', { name: '2 applications come off differently' })).toBeVisible()
  await expectAccessible(page)
  await fits(page, 375)
  await page.getByRole('link', { name: 'Scenario 2' }).click()
  await page.getByRole('button', { name: 'Propose to apply it' }).click()
  await expect(page.getByText('another admin has to confirm it').first()).toBeVisible()
  await page.getByRole('button', { name: 'Withdraw the proposal' }).click()
  await expect(page.getByText('It is no longer proposed.')).toBeVisible()
  await page.getByRole('button', { name: 'Propose to apply it' }).click()
  await expect(page.getByText('It is proposed. Another admin has to confirm it.')).toBeVisible()

  const other = await newPage(browser)
  await openAs(other, admins[1]!, '/work')
  await other.getByRole('link', { name: '1 scenario proposed, to be confirmed: PhD' }).click()
  await expect(other.getByRole('link', { name: 'Scenario 1' })).toBeHidden()
  await other.getByRole('link', { name: 'Scenario 2' }).click()
  await expect(other.getByRole('button', { name: 'Turn it down' })).toBeVisible()
  await other.getByRole('button', { name: 'Confirm and apply it' }).click()
  await expect(other.getByText('It is applied: all of its decisions are made.')).toBeVisible()
  await other.getByRole('link', { name: 'Decision board' }).click()
  await heading(other, 'Decisions')
  for (const [name, state] of [
    ['Ann', 'Awarded'],
    ['Bo', 'Waiting list'],
    ['Cy', 'Awarded'],
    ['Di', 'Awarded'],
    ['Ed', 'Not awarded'],
  ] as const)
    await expect(row(other, name)).toContainText(state)
})
