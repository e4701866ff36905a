import { randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'

export const PASSWORD = 'a-long-Password-for-tests'

type Look = (page: Page) => Promise<void>

/** Registers as a new visitor, from the form over the mail to the first sign-in; returns the address. */
export async function registered(page: Page, name: string, look: Look = async () => {}): Promise<string> {
  const email = `${randomUUID()}@example.org`
  await page.goto('/register')
  await look(page)
  await page.getByLabel('Full name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await look(page)
  await followMail(page, email, /Confirm/, /\/verify/)
  await look(page)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'My application' })).toBeVisible()
  await look(page)
  return email
}

/** Opens the newest mail to the address with that subject, and the link in it. */
export async function followMail(
  page: Page,
  email: string,
  subject: RegExp,
  link: RegExp,
  look: Look = async () => {},
) {
  await page.goto(`/mailbox?to=${encodeURIComponent(email)}`)
  await look(page)
  await page.getByRole('link', { name: subject }).first().click()
  await expect(page.getByText(`To ${email}`, { exact: true })).toBeVisible()
  await look(page)
  await page.getByRole('main').getByRole('link', { name: link }).click()
  await expect(page).toHaveURL(link)
}

/** Signs in with the form on the page. */
export async function signInHere(page: Page, email: string, password: string) {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Sign out', exact: true })).toBeVisible()
}
