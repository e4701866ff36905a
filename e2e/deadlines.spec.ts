import { expect, type Page, test } from '@playwright/test'
import { become, newPage, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { inDays, ownCall } from './pages/deadlines'

async function anAdmin(page: Page) {
  await become(page, 'admin@demo.example')
}

async function fill(page: Page, days: number, reason = 'A storm cut the lines.') {
  const { day, month, year } = inDays(days)
  for (const [part, value] of Object.entries({ day, month, year }))
    await page.locator(`[id="date.${part}"]`).fill(value)
  await page.getByLabel('Time').fill('23:59')
  await page.getByLabel('Reason').fill(reason)
}

const day = (days: number) => {
  const { day, month, year } = inDays(days)
  const months = 'January February March April May June July August September October November December'.split(' ')
  return `${day} ${months[Number(month) - 1]} ${year}, 23:59`
}

/** From the form over the confirmation to the success page. */
async function extend(page: Page, told: RegExp, look: (page: Page) => Promise<void> = expectAccessible) {
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Check the new deadline' })).toBeVisible()
  await expect(page.getByText(told)).toBeVisible()
  await look(page)
  await page.getByRole('button', { name: 'Extend the deadline' }).click()
  await expect(page.getByText('The deadline is extended', { exact: true })).toBeVisible()
  await look(page)
}

test('after the closing an admin extends for one person, who gets a mail, sees the new date and saves again', async ({
  page,
  browser,
}) => {
  // Two people's complete journeys.
  test.slow()
  const { email, id } = await readyApplication('One Person')
  const slug = await ownCall(id, -1)
  const applicant = await newPage(browser)
  await signIn(applicant, email)
  await applicant.goto(`/apply/${id}`)
  await expect(applicant.getByText('The Call has closed')).toBeVisible()
  await anAdmin(page)
  await page.goto(`/admin/deadlines?call=${slug}`)
  await expectAccessible(page)
  await page.getByLabel('One application').check()
  await page.getByLabel(/Number of the application/).fill(email)
  await fill(page, 3)
  await extend(page, /1 person with a draft/)
  await expect(page.getByText(email).first()).toBeVisible()
  await expect(page.getByText('A storm cut the lines.')).toBeVisible()
  await expect(async () => {
    await applicant.goto('/notifications')
    await expect(applicant.getByRole('button', { name: `until ${day(3)}` })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await applicant.getByRole('button', { name: `until ${day(3)}` }).click()
  await expect(applicant.getByText(`Submit by ${day(3)}`)).toBeVisible()
  await expect(applicant.getByText('Given a later deadline')).toBeVisible()
  await applicant.goto(`/apply/${id}/languages`)
  await applicant.locator('[id="mother"]').fill('in the extension')
  await expect(applicant.locator('[data-state]')).toHaveAttribute('data-state', 'saved')
  await applicant.goto(`/apply/${id}/check`)
  await applicant.getByRole('button', { name: 'Submit the application' }).click()
  await expect(applicant.getByRole('heading', { name: 'Application submitted' })).toBeVisible()
})

test('for an institution: its applicant continues, and a choice that would close the application is refused', async ({
  page,
  browser,
}) => {
  const { email, id } = await readyApplication('At An Institution')
  const slug = await ownCall(id, -1)
  await anAdmin(page)
  await page.goto(`/admin/deadlines?call=${slug}`)
  await page.getByLabel('All applications to one institution').check()
  await page.getByLabel('Institution', { exact: true }).selectOption('ucas')
  await fill(page, 4)
  await extend(page, /1 person with a draft/)
  await expect(page.getByRole('heading', { name: 'Institutions with a later closing' })).toBeVisible()
  const applicant = await newPage(browser)
  await signIn(applicant, email)
  await applicant.goto(`/apply/${id}`)
  await expect(applicant.getByText(`Submit by ${day(4)}`)).toBeVisible()
  await applicant.goto(`/apply/${id}/choice`)
  await applicant.locator('[id="institution"]').selectOption('ustc')
  await expect(applicant.getByText(/holds only for the institution that you chose before/).first()).toBeVisible()
  await expectAccessible(applicant)
})

test('for all, and on a phone: the public page shows the new date, and nobody gets less time', async ({
  page,
  browser,
}) => {
  const { id } = await readyApplication('Everybody')
  const slug = await ownCall(id, 24)
  await page.setViewportSize({ width: 375, height: 812 })
  const fits = async (page: Page) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
    await expectAccessible(page)
  }
  await anAdmin(page)
  await page.goto(`/admin/deadlines?call=${slug}`)
  await fits(page)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.locator('#error-summary')).toBeFocused()
  await expect(page.locator('#error-summary').getByRole('link')).toHaveCount(3)
  await fits(page)
  await page
    .locator('#error-summary')
    .getByRole('link', { name: /Choose whom/ })
    .click()
  await expect(page.getByLabel('Everybody')).toBeFocused()
  await page.getByLabel('Everybody').check()
  await fill(page, -1)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.locator('#error-summary')).toContainText('the deadline is')
  await expect(page.getByLabel('Reason')).toHaveValue('A storm cut the lines.')
  await expect(page.getByLabel('Everybody')).toBeChecked()
  await fill(page, 5)
  await extend(page, /1 person with a draft/, fits)
  const visitor = await newPage(browser)
  await visitor.goto(`/call?call=${slug}`)
  await expect(visitor.getByText(day(5)).first()).toBeVisible()
})

test('with JavaScript off: errors, confirmation, a way back with the typed values, and success', async ({
  browser,
}) => {
  const { id } = await readyApplication('No Script')
  const slug = await ownCall(id, 24)
  const page = await newPage(browser, { javaScriptEnabled: false })
  await anAdmin(page)
  await page.goto(`/admin/deadlines?call=${slug}`)
  await page.getByLabel('One application').check()
  await page.getByLabel(/Number of the application/).fill('nobody@example.org')
  await fill(page, 6)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.locator('#error-summary')).toContainText('no account has this address')
  await expect(page.getByLabel(/Number of the application/)).toHaveValue('nobody@example.org')
  await page.getByLabel('Everybody').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'Change it' }).click()
  await expect(page.getByLabel('Reason')).toHaveValue('A storm cut the lines.')
  await expect(page.locator('[id="date.day"]')).toHaveValue(inDays(6).day)
  await extend(page, /1 person with a draft/, async () => {})
})

test('opening the confirmation changes nothing, and an altered one is refused or goes back', async ({ page }) => {
  const { id } = await readyApplication('Altered')
  const slug = await ownCall(id, 24)
  await anAdmin(page)
  const confirm = (query: Record<string, string>) =>
    page.goto(`/admin/deadlines/confirm?${new URLSearchParams({ call: slug, scope: 'all', reason: 'x', ...query })}`)
  await confirm({ at: '2099-01-01T00:00:00.000Z' })
  await expect(page.getByRole('button', { name: 'Extend the deadline' })).toBeVisible()
  await confirm({ at: '2001-01-01T00:00:00.000Z' })
  await expect(page.getByText('Enter a later date and time')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Extend the deadline' })).toBeHidden()
  await confirm({ at: '2099-01-01T00:00:00.000Z', scope: 'institution', institution: 'nowhere' })
  await expect(page.getByText('There is no such deadline')).toBeVisible()
  await confirm({ at: 'tomorrow' })
  await expect(page).toHaveURL(/\/admin\/deadlines$/)
  await page.goto(`/admin/deadlines?call=${slug}`)
  await expect(page.getByText('No deadline of this Call was extended.')).toBeVisible()
})
