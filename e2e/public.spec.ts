import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from './pages/axe'

const pages = [
  '/',
  '/call',
  '/call/sources',
  '/institutions',
  '/faq',
  '/eligible',
  '/eligible?check=1',
  '/no-such-page',
]

test.describe('public pages', () => {
  for (const path of pages) {
    test(`${path} is accessible, has one heading and fits a phone`, async ({ page }) => {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect(page.getByRole('main')).toHaveCount(1)
      await expectAccessible(page)
      await page.setViewportSize({ width: 375, height: 812 })
      await expectAccessible(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    })
  }

  test('the home page says how many places there are, and links to both ways on', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByText(/of 300 places/)).toBeVisible()
    await expect(page.getByText(/of 200 places/)).toBeVisible()
    await expect(page.getByRole('timer')).toHaveText(/day/)
    await expect(page.getByRole('link', { name: 'Apply', exact: true })).toHaveAttribute('href', '/apply')
    await page.getByRole('link', { name: 'Check your eligibility' }).click()
    await expect(page).toHaveURL(/\/eligible$/)
  })

  test('an unknown Call is not found', async ({ page }) => {
    const answer = await page.goto('/call?call=1066')
    expect(answer?.status()).toBe(404)
  })
})

test.describe('where the visitor is', () => {
  test.use({ timezoneId: 'Africa/Nairobi' })
  test('dates are shown in Beijing time and in the visitor’s own', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByText('23:59 Beijing time').first()).toBeVisible()
    await expect(page.getByText('18:59 Nairobi time').first()).toBeVisible()
  })
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })
  test('Beijing time and the status remain, and the search and the checker work', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByText('23:59 Beijing time').first()).toBeVisible()
    await expect(page.getByText(/closes in \d+ days/)).toBeVisible()
    await page.getByLabel('Name, abbreviation or city').fill('amss')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByText('1 of ')).toBeVisible()
    await page.goto('/eligible')
    await answer(page, { track: 'PhD', born: ['1', '1', '1986'], degree: 'Master’s degree' })
    await expect(page.getByText('Yes, by your answers you are eligible for PhD')).toBeVisible()
  })
})

test.describe('institutions', () => {
  const searches = [
    ['Changchun', 'Changchun Institute of Applied Chemistry'],
    ['USTC', 'University of Science and Technology of China'],
    ['昆明', 'Kunming Institute of Botany'],
    ["xi'an optics", 'Xi’an Institute of Optics and Precision Mechanics'],
  ] as const
  for (const [query, name] of searches) {
    test(`"${query}" finds ${name}`, async ({ page }) => {
      await page.goto('/institutions')
      await page.getByLabel('Name, abbreviation or city').fill(query)
      await page.getByRole('button', { name: 'Search' }).click()
      await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: name })).toHaveCount(1)
    })
  }

  test('a kind narrows the list, and an empty result suggests what to try', async ({ page }) => {
    await page.goto('/institutions?q=beijing&host=ustc')
    await expect(page.getByText('No institution matches.')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Show all' }).click()
    await expect(page.getByText(/^\d+ institutions$/)).toBeVisible()
  })
})

test.describe('eligibility', () => {
  const cases = [
    ['PhD', ['1', '1', '1986'], 'Yes, by your answers'],
    ['PhD', ['31', '12', '1985'], 'No, by your answers'],
    ['Master’s', ['1', '1', '1991'], 'Yes, by your answers'],
    ['Master’s', ['31', '12', '1990'], 'No, by your answers'],
  ] as const
  for (const [track, born, verdict] of cases) {
    test(`${track}, born on ${born.join(' ')}: ${verdict}`, async ({ page }) => {
      await page.goto('/eligible')
      await answer(page, { track, born, degree: 'Master’s degree' })
      await expect(page.getByText(verdict)).toBeVisible()
      await expectAccessible(page)
    })
  }

  test('a citizen of China cannot apply, and reads which rule says so', async ({ page }) => {
    await page.goto('/eligible')
    await answer(page, { track: 'PhD', born: ['1', '1', '1990'], degree: 'Master’s degree', nationality: 'CN' })
    await expect(page.getByText(/What decides: .*not citizens of China/)).toBeVisible()
    await expect(page.getByText('Not met')).toHaveCount(1)
  })

  test('a missing answer is named, and nothing is decided', async ({ page }) => {
    await page.goto('/eligible')
    await page.getByRole('radio', { name: 'PhD' }).check()
    await page.getByRole('button', { name: 'Check' }).click()
    await expect(page.getByText('We cannot tell yet')).toBeVisible()
    await page.getByRole('link', { name: 'What is your nationality?' }).click()
    await expect(page).toHaveURL(/#nationality$/)
  })

  test('an impossible date shows an error at the top and at the field, and stays', async ({ page }) => {
    await page.goto('/eligible')
    await answer(page, { track: 'PhD', born: ['31', '2', '1990'], degree: 'Master’s degree' })
    await expect(page).toHaveTitle(/^Error: /)
    await expectAccessible(page)
    await page
      .getByRole('alert')
      .getByRole('link', { name: /There is no such date/ })
      .click()
    await expect(page.getByLabel('Day')).toBeFocused()
    await expect(page.getByLabel('Day')).toHaveValue('31')
  })
})

type Answers = { track: string; born: readonly [string, string, string]; degree: string; nationality?: string }

async function answer(page: Page, { track, born, degree, nationality = 'KE' }: Answers) {
  await page.getByRole('radio', { name: track, exact: true }).check()
  const [day, month, year] = born
  await page.getByLabel('Day').fill(day)
  await page.getByLabel('Month').fill(month)
  await page.getByLabel('Year').fill(year)
  await page.getByLabel('What is your nationality?').selectOption(nationality)
  await page.getByRole('radio', { name: degree }).check()
  await page.getByRole('radio', { name: 'English', exact: true }).check()
  await page.getByRole('radio', { name: 'Yes', exact: true }).check()
  await page.getByRole('button', { name: 'Check' }).click()
}
