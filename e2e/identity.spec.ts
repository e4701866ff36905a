import { expect, test } from '@playwright/test'
import { Visitor } from '@/lib/tools/testing/visitor'
import { PASSWORD } from './pages/account'
import { database } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anAdmin, newAddress } from './pages/staff'

/** Moves the person's last password entry this many minutes back. */
async function proven(email: string, minutes: number) {
  const sql = database()
  await sql`update sessions s set confirmed_at = now() - ${minutes}::int * interval '1 minute'
    from people p where p.id = s.person_id and p.email = ${email}`
  await sql.end()
}

test('a sensitive step asks for the password again, inside its form, and keeps the typed values', async ({ page }) => {
  const email = await anAdmin(page)
  await page.goto('/admin/people/invite?call=2021&role=officer')
  await page.getByLabel('Name', { exact: true }).fill('Chen Yu')
  await page.getByLabel('E-mail address').fill(newAddress())
  await page.getByLabel('Institution', { exact: true }).selectOption('sic')
  await proven(email, 16)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  const proof = page.getByLabel('Your password, or a code of your app')
  await expect(proof).toBeFocused()
  await expectAccessible(page)
  await proof.fill('not my password')
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByText('This is neither your password')).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Chen Yu')
  await expect(page.getByLabel('Institution', { exact: true })).toHaveValue('sic')
  await expectAccessible(page)
  await proof.fill(PASSWORD)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByText('The role is given')).toBeVisible()

  // A form that requests a file goes to a separate page, and back.
  await proven(email, 16)
  await page.goto('/admin/audit')
  await page.getByRole('button', { name: /CSV/ }).click()
  await expect(page).toHaveURL(/\/confirm-identity\?next=%2Fadmin%2Faudit/)
  await expectAccessible(page)
  await page.getByLabel('Your password, or a code of your app').fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page).toHaveURL(/\/admin\/audit/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /CSV/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('record.csv')
})

test('without JavaScript the question stands in the form just the same', async ({ page, baseURL }) => {
  const email = await anAdmin(page)
  const visitor = new Visitor(baseURL!)
  await visitor.send(await visitor.open('/signin'), 'Sign in', { email, password: PASSWORD })
  const typed = { name: 'Chen Yu', email: newAddress(), institution: 'sic' }
  const form = await visitor.open('/admin/people/invite?call=2021&role=officer')
  await proven(email, 16)
  const asked = await visitor.send(form, 'Send the invitation', typed)
  expect(asked.html.querySelector('input[name=identityPassword]')).not.toBeNull()
  expect(asked.html.querySelector('input[name=name]')?.getAttribute('value')).toBe('Chen Yu')
  const given = await visitor.send(asked, 'Send the invitation', { ...typed, identityPassword: PASSWORD })
  expect(given.html.querySelector('main')?.text).toContain('The role is given')
})
