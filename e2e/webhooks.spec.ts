import { expect, test } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { WebServer } from '@/lib/tools/testing/web-server'
import { portal } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin } from './pages/staff'

test('an admin adds a webhook; a student system receives signed deliveries, one of them again, and then no more', async ({
  page,
}) => {
  const system = await new WebServer().start()
  const { db, findCall, aSubmitted } = await portal()
  const { id, number } = await aSubmitted((await findCall(db, '2021'))!, { institution: 'cib', state: 'eligible' })
  await anAdmin(page, '/admin/webhooks')
  await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible()
  await page.getByLabel('Address').fill('http://10.0.0.1/')
  await page.getByRole('button', { name: 'Add the webhook' }).click()
  await expect(page.locator('#error-summary').getByRole('link')).toHaveCount(2)
  await page.getByLabel('Address').fill(system.url)
  await page.getByLabel('Ineligible').check()
  await page.getByLabel('Expired').check()
  await page.getByLabel('Nominated', { exact: true }).check()
  await page.getByRole('button', { name: 'Add the webhook' }).click()
  await expect(page.locator('#error-summary')).toContainText('Tick this, or leave out: Nominated, Not nominated')
  await page.getByLabel('Send decisions as they are made').check()
  await page.getByRole('button', { name: 'Add the webhook' }).click()
  await expect(page.locator('[data-secret]')).toBeVisible()
  const secret = (await page.locator('[data-secret]').textContent())!
  await expectAccessible(page)

  const { move } = await import('@/lib/applying/application/move')
  const { findApplication } = await import('@/lib/applying/application/queries')
  await db.transaction(async (tx) => {
    const application = (await findApplication(tx, id, true))!
    await move(tx, application, 'find-ineligible', { by: { id: null, role: 'officer' }, told: { text: 'A test' } })
  })
  const ours = () => system.received.filter(({ body }) => body.includes(number))
  await expect.poll(() => ours().length).toBe(1)
  const { body, headers } = ours()[0]!
  expect(new Webhook(secret).verify(body, headers)).toMatchObject({ data: { number, state: 'ineligible' } })

  await page.goto('/admin/webhooks')
  await page.getByRole('link', { name: system.url }).click()
  await expect(page.getByText('decisions as they are made, internal ones too')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: number })).toContainText('Delivered')
  await expectAccessible(page)
  await page.getByRole('button', { name: `Send again application.ineligible of ${number}` }).click()
  await expect(page.getByText('We are sending the message again')).toBeVisible()
  await expect.poll(() => ours().length).toBe(2)
  await page.getByRole('link', { name: 'End this webhook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'End this webhook' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'End the webhook' }).click()
  await expect(page.getByText('The webhook has ended')).toBeVisible()
  await expect(page.getByRole('link', { name: system.url })).toBeHidden()
  await system.stop()
})
