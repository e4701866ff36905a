import { expect, type Page, test } from '@playwright/test'
import { database, newPage, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

const fits = async (page: Page) => {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await expectAccessible(page)
}

/** Submits and withdraws: two notifications. */
async function withTwo(page: Page, name: string) {
  const { email, id } = await readyApplication(name)
  await signIn(page, email)
  await page.goto(`/apply/${id}/check`)
  await page.getByRole('button', { name: 'Submit the application' }).click()
  await expect(page.getByRole('heading', { name: 'Application submitted' })).toBeVisible()
  await page.goto(`/apply/${id}/withdraw`)
  await page.getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Withdraw the application' }).click()
  await expect(page.getByText('Application withdrawn')).toBeVisible()
  return { email, id }
}

const inHeader = (page: Page) => page.getByRole('banner').getByRole('link', { name: /Notif/ })

test('a person sees the count in the header, opens, reads and marks all notifications, on a phone', async ({
  page,
}) => {
  await page.setViewportSize({ width: 375, height: 812 })
  const { id } = await withTwo(page, 'Told')
  await expect(inHeader(page)).toHaveText('Notifications2 unread')
  await inHeader(page).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible()
  await fits(page)
  // Looking changes nothing.
  await page.reload()
  await expect(page.getByText('Unread', { exact: true })).toHaveCount(2)
  await page.getByRole('button', { name: /withdrawn$/ }).click()
  await expect(page).toHaveURL(`/apply/${id}`)
  await expect(inHeader(page)).toHaveText('Notifications1 unread')
  await inHeader(page).click()
  await expect(page.getByRole('link', { name: /withdrawn$/ })).toBeVisible()
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByText('Unread', { exact: true })).toHaveCount(0)
  await expect(inHeader(page)).toHaveText('Notifications')
  await fits(page)
})

test('with JavaScript off, and many: pages, opening, marking', async ({ browser }) => {
  const page = await newPage(browser, { javaScriptEnabled: false })
  const { email, id } = await withTwo(page, 'Many')
  const sql = database()
  await sql`insert into notifications (person_id, template, title, path, created_at)
    select p.id, 'draft-reminder', 'Old one ' || n, ${`/apply/${id}`}, now() - n * interval '5 hours'
    from people p, generate_series(1, 40) n where p.email = ${email}`
  await sql.end()
  await page.goto('/notifications')
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(page.getByRole('button', { name: 'Old one 40' })).toBeVisible()
  await page.getByRole('button', { name: 'Old one 40' }).click()
  await expect(page).toHaveURL(`/apply/${id}`)
  await page.goto('/notifications')
  await expect(page.getByRole('main').getByText('41 unread')).toBeVisible()
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(inHeader(page)).toHaveText('Notifications')
})

test('nobody reads another person’s notifications, or marks them with their own form', async ({ page, browser }) => {
  await withTwo(page, 'Owner')
  await page.goto('/notifications')
  const own = await page.locator('main input[name=id]').first().getAttribute('value')
  const other = await newPage(browser, { javaScriptEnabled: false })
  await withTwo(other, 'Other')
  await other.goto('/notifications')
  const html = await other.content()
  const foreign = await other.locator('main input[name=id]').first().getAttribute('value')
  // The other person's page, with the owner's notification in its first form.
  await other.route('**/notifications', (route) =>
    route.request().method() === 'GET'
      ? route.fulfill({ contentType: 'text/html', body: html.replace(foreign!, own!) })
      : route.continue(),
  )
  await other.goto('/notifications')
  await other.locator('main form:has(input[name=id]) button').first().click()
  await other.unroute('**/notifications')
  await page.reload()
  await expect(page.getByText('Unread', { exact: true })).toHaveCount(2)
  for (const path of ['/notifications?page=0', '/notifications?page=x', '/notifications?page=1.5'])
    expect((await page.request.get(path)).status(), path).toBe(404)
})

for (const javaScriptEnabled of [true, false]) {
  test(`preferences are saved, JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, async ({ browser }) => {
    const page = await newPage(browser, { javaScriptEnabled, viewport: { width: 375, height: 812 } })
    const look = javaScriptEnabled ? fits : async () => {}
    const { email } = await readyApplication('Chooser')
    await signIn(page, email)
    await page.goto('/notifications')
    await expect(page.getByText('Nothing yet')).toBeVisible()
    await look(page)
    await page.goto('/account')
    await page.getByRole('link', { name: 'Choose which e-mails you get' }).click()
    const reminders = page.getByLabel(/^Reminders before/)
    await expect(reminders).toBeChecked()
    await look(page)
    await reminders.uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Your choice is saved')).toBeVisible()
    await expect(reminders).not.toBeChecked()
    await look(page)
    await page.goto('/notifications/preferences')
    await expect(reminders).not.toBeChecked()
    await expect(page.getByLabel(/^Referees/)).toBeChecked()
    await reminders.check()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Your choice is saved')).toBeVisible()
    await expect(reminders).toBeChecked()
  })
}
