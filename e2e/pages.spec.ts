import { expect, test } from '@playwright/test'
import { signInHere } from './pages/account'
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

for (const role of ['officer-ustc', 'reviewer', 'chief', 'admin']) {
  test(`a demo account (${role}) begins at what waits for it`, async ({ browser }) => {
    const page = await newPage(browser, { viewport: { width: 375, height: 812 } })
    await page.goto('/signin')
    await signInHere(page, `${role}@demo.example`, 'demo-Scholarship-2021')
    await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await page.goto('/apply')
    await page.getByRole('main').getByRole('link', { name: 'My work' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
  })
}
