import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { anAccount, database, newPage, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

/** One after the other: one test resends all failed mail. */
test.describe.configure({ mode: 'default' })

async function signInAsAdmin(page: Page) {
  await signIn(page, 'admin@demo.example', '/admin')
  await expect(page.getByRole('heading', { level: 1, name: 'Administration' })).toBeVisible()
}

/** Failed messages as the sender leaves them, `count` to one new address; returns the address. */
async function failedMessages(count: number): Promise<string> {
  const recipient = `${randomUUID()}@example.org`
  const sql = database()
  await sql`
    insert into messages (recipient, template, subject, text, html, sealed, state, attempts, error, attempted_at)
    select ${recipient}, 'reset-password', 'Choose a new password', 'sealed-text', '', true, 'failed', 1,
      '550 no such mailbox', now()
    from generate_series(1, ${count})`
  await sql.end()
  return recipient
}

async function statesOf(recipient: string): Promise<string[]> {
  const sql = database()
  const rows = await sql`select state from messages where recipient = ${recipient}`
  await sql.end()
  return rows.map((row) => row.state)
}

for (const javaScriptEnabled of [true, false]) {
  test(`an admin finds a failed message and sends it again, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
    browser,
  }) => {
    const recipient = await failedMessages(2)
    const page = await newPage(browser, { javaScriptEnabled, viewport: { width: 375, height: 812 } })
    await signInAsAdmin(page)
    await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Mail' }).click()
    await page.getByLabel('Recipient').fill(recipient.slice(0, 20).toUpperCase())
    await page.getByRole('button', { name: 'Show' }).click()
    await page
      .getByRole('link', { name: /Failed/ })
      .first()
      .click()
    // The list of all states shows both too: only the address shows that the click has arrived.
    await page.waitForURL(/state=failed/)
    await expect(page.getByText('550 no such mailbox')).toHaveCount(2)
    expect(await page.content()).not.toContain('sealed-text')
    await page
      .getByRole('button', { name: `Send again Choose a new password to ${recipient}` })
      .first()
      .click()
    await expect(page.getByText('The message is in the queue again.')).toBeVisible()
    await expect(page.getByText('550 no such mailbox')).toHaveCount(1)
    expect((await statesOf(recipient)).sort()).toEqual(['failed', 'queued'])
  })
}

test('an admin sends all failed messages again after a confirmation', async ({ page }) => {
  const recipient = await failedMessages(3)
  await signInAsAdmin(page)
  await page.goto(`/admin/mail?to=${recipient}`)
  await page.getByRole('link', { name: 'Send all failed again' }).click()
  expect(await statesOf(recipient)).toEqual(['failed', 'failed', 'failed'])
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send all failed again' }).click()
  await expect(page.getByText(/messages are in the queue again/)).toBeVisible()
  expect(await statesOf(recipient)).toEqual(['queued', 'queued', 'queued'])
})

test('the list continues to older messages, and shows each once', async ({ page }) => {
  const recipient = await failedMessages(120)
  await signInAsAdmin(page)
  await page.goto(`/admin/mail?to=${recipient}`)
  const items = page.getByRole('listitem').filter({ hasText: recipient })
  const ids = new Set<string>()
  for (const expected of [50, 50, 20]) {
    await expect(items).toHaveCount(expected)
    for (const input of await page.locator('input[name=id]').all()) ids.add(await input.inputValue())
    if (expected < 50) break
    const here = page.url()
    await page.getByRole('link', { name: 'Older' }).click()
    await page.waitForURL((url) => url.href !== here)
  }
  expect(ids.size).toBe(120)
  expect((await page.goto('/admin/mail?to=%00'))!.status()).toBe(400)
  await page.goto('/admin/mail?state=nothing&before=never&again=x')
  await expect(page.getByRole('heading', { level: 1, name: 'Mail' })).toBeVisible()
})

test('the admin’s pages are accessible and fit a phone; other people cannot find them', async ({ browser }) => {
  test.slow()
  await failedMessages(1)
  const page = await newPage(browser, { viewport: { width: 375, height: 812 } })
  await signInAsAdmin(page)
  for (const path of ['/admin', '/admin/mail', '/admin/mail?state=failed', '/admin/mail/send-again', '/apply']) {
    await page.goto(path)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(375)
  }
  const other = await newPage(browser)
  await signIn(other, await anAccount('Other'))
  await expect(other.getByRole('link', { name: 'Administration' })).toHaveCount(0)
  for (const path of ['/admin', '/admin/mail', '/admin/mail/send-again'])
    expect((await other.request.get(path)).status(), path).toBe(404)
})

test('an admin previews every template with sample data', async ({ page }) => {
  await page.goto('/mailbox')
  await page.getByRole('link', { name: 'templates of messages' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Templates of messages')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Choose a new password' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Choose a new password' })).toBeVisible()
  await expect(page.frameLocator('iframe').getByRole('link', { name: 'Choose a new password' })).toBeVisible()
  await expect(page.locator('pre')).toContainText('/reset?token=sample')
  // axe would run a script in the frame, which allows none.
  await page.locator('iframe').evaluate((frame) => frame.remove())
  await expectAccessible(page)
  expect((await page.request.get('/mailbox/templates/constructor')).status()).toBe(404)
})
