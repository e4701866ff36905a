import { expect, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD, signInHere } from './pages/account'
import { call, newPage, portal, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

test('every page of an application is accessible and fits a phone, before and after submission', async ({
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
  test(`a demo account (${role}) starts at its work`, async ({ browser }) => {
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

test('a person with every role finds each part in the header, with the open one marked, on a phone too', async ({
  browser,
}) => {
  const { aStaffMember, findCall, db } = await portal()
  const callId = (await findCall(db, '2021'))!.id
  const email = (
    await aStaffMember(
      [
        { role: 'officer', callId, institution: 'igsnrr' },
        { role: 'reviewer', callId },
        { role: 'chief', callId },
        { role: 'admin', callId },
      ],
      { name: 'Wilhelmina van der Meulen-Castellanos', passwordHash: await hashPassword(PASSWORD) },
    )
  ).email
  const page = await newPage(browser, { viewport: { width: 375, height: 812 } })
  await page.goto('/signin')
  await signInHere(page, email, PASSWORD)
  await expect(page.getByRole('heading', { level: 1, name: 'My work' })).toBeVisible()
  const header = page.getByRole('banner')
  for (const part of ['Applications', 'Reviews', 'Nominations', 'Committee', 'Administration']) {
    await header.getByRole('link', { name: part, exact: true }).click()
    await expect(header.locator('[aria-current=page]')).toHaveText(part)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), part).toBeLessThanOrEqual(375)
  }
  await page.goto('/admin/people/invite')
  await expect(header.locator('[aria-current]')).toHaveText('Administration')
  const menu = page.getByRole('navigation', { name: 'Administration' })
  await expect(menu.locator('[aria-current]')).toHaveText('People')
  await expectAccessible(page)
})
