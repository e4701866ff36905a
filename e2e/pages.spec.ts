import { expect, test } from '@playwright/test'
import { call, newPage, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

test('every page of an application is accessible and fits a phone, before and after it is submitted', async ({
  browser,
}) => {
  test.slow()
  const { email, id } = await readyApplication('Every Page')
  const page = await newPage(browser, { viewport: { width: 375, height: 812 } })
  await signIn(page, email)
  const look = async (path: string) => {
    await page.goto(path)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(375)
  }
  const sections = call.sections.map((section) => `/${section.key}`)
  for (const end of ['', ...sections, '/research?check=1', '/check', '/withdraw']) await look(`/apply/${id}${end}`)
  await look('/apply')
  await look('/account')
  await page.goto(`/apply/${id}/check`)
  await page.getByRole('button', { name: 'Submit the application' }).click()
  await expect(page.getByRole('heading', { name: 'Application submitted' })).toBeVisible()
  for (const end of ['', '/check', '/submitted', '/withdraw']) await look(`/apply/${id}${end}`)
  await look('/apply')
})

for (const role of ['officer-ustc', 'reviewer', 'admin']) {
  test(`a demo account (${role}) signs in and is told that its pages are not there yet`, async ({ browser }) => {
    const page = await newPage(browser)
    await page.goto('/signin?next=/apply')
    await page.getByLabel('E-mail address').fill(`${role}@demo.example`)
    await page.getByLabel('Password', { exact: true }).fill('demo-Scholarship-2021')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByText('You are signed in as staff')).toBeVisible()
    await expectAccessible(page)
  })
}
