import { expect } from '@playwright/test'
import { ROLE_WORDS, type RoleName } from '@/lib/running/staff/rules'
import { PASSWORD } from '../account'
import { codeOf } from '../staff'
import { heading, type Somebody } from './installation'

/**
 * From the mail over the password and the authenticator app to a staff member's first page; returns the app's secret.
 */
export async function acceptInvitation({ page, email, inbox }: Somebody): Promise<string> {
  await inbox.follow(page, email, /You are invited/, /\/invitation/)
  await heading(page, 'Accept the invitation')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Accept and go on' }).click()
  await heading(page, 'Set up two-factor sign-in')
  const secret = ((await page.getByTestId('secret').textContent()) ?? '').replaceAll(/\s/g, '')
  await page.getByLabel('Code of six digits').fill(await codeOf(secret))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await heading(page, 'Keep your recovery codes')
  await page.getByRole('button', { name: 'I have kept them, go on' }).click()
  await heading(page, 'My work')
  return secret
}

/** Signs out, and in again with the password and the next code of the app. */
export async function signInAgain({ page, email }: Somebody, secret: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.goto('/signin')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await heading(page, 'Enter your code')
  await page.getByLabel(/Code of your authenticator app/).fill(await codeOf(secret, 1))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await heading(page, 'My work')
}

/** An admin gives a person a role in the Call with this title; `more`: the role's fields beside name and address. */
export async function invite(
  { page }: Somebody,
  { name, email }: Somebody,
  role: RoleName,
  call: string,
  more: { institution?: string; load?: string } = {},
): Promise<void> {
  await page.goto('/admin/people')
  await page.getByRole('link', { name: 'Invite somebody' }).click()
  await heading(page, 'Invite somebody')
  await page.getByRole('link', { name: `${ROLE_WORDS[role]} of ${call}`, exact: true }).click()
  await heading(page, `Invite: ${ROLE_WORDS[role].toLowerCase()}`)
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByLabel('E-mail address').fill(email)
  if (more.institution) await page.getByLabel('Institution', { exact: true }).selectOption(more.institution)
  if (more.load) await page.getByLabel('Load limit').fill(more.load)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await expect(page.getByText('The role is given')).toBeVisible()
}
