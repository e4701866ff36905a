import { expect, test } from '@playwright/test'
import { Visitor } from '@/lib/tools/testing/visitor'
import { followMail, PASSWORD, registered, signInHere } from './pages/account'
import { anAccount, newPage, portal } from './pages/applicant'
import { expectAccessible } from './pages/axe'

/** Strangers have tried as many passwords for the address as the limit allows within minutes. */
async function manyTried(email: string) {
  const { db } = await portal()
  const { LIMITS, take } = await import('@/lib/people/rate-limit')
  for (let tries = 0; tries < LIMITS.signInMinutes.points; tries++) await take(db, LIMITS.signInMinutes, email)
}

const NEW_PASSWORD = 'another-long-Password'

test('a visitor registers, confirms, signs in, changes the name and the password, and signs out', async ({ page }) => {
  const email = await registered(page, 'Nguyễn Thị Hoa', expectAccessible)
  await page.goto('/account')
  await expectAccessible(page)
  await page.getByLabel('Name in Latin letters').fill('Nguyen Thi Hoa')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByText('Your name is saved')).toBeVisible()
  await page.getByLabel('Current password').fill('not the password')
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.locator('#error-summary')).toContainText('This is not your current password')
  await expectAccessible(page)
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name in Latin letters')).toHaveValue('Nguyen Thi Hoa')
  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.goto('/account')
  await expect(page).toHaveURL(/\/signin/)
  await signInHere(page, email, NEW_PASSWORD)
  await expect(page.getByRole('heading', { level: 1, name: 'Your account' })).toBeVisible()
})

test('signing out everywhere ends the session of another device at its next request', async ({ page, browser }) => {
  const email = await registered(page, 'Two Devices')
  const other = await newPage(browser)
  await other.goto('/signin?next=/account')
  await signInHere(other, email, PASSWORD)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page.getByText('You are signed out on every device')).toBeVisible()
  await other.reload()
  await expect(other).toHaveURL(/\/signin/)
})

test('a visitor resets a forgotten password with a link that works once, and the other sessions end', async ({
  page,
  browser,
}) => {
  const email = await registered(page, 'Forgetful')
  const visitor = await newPage(browser)
  await visitor.goto('/forgot')
  await expectAccessible(visitor)
  await visitor.getByLabel('E-mail address').fill(email)
  await visitor.getByRole('button', { name: 'Send the link' }).click()
  await expect(visitor.getByText('If this address has an account')).toBeVisible()
  await followMail(visitor, email, /password/i, /\/reset/, expectAccessible)
  const link = visitor.url()
  await expectAccessible(visitor)
  await visitor.getByLabel('New password').fill('short')
  await visitor.getByRole('button', { name: 'Set the new password' }).click()
  await expect(visitor.locator('#error-summary')).toBeFocused()
  await expectAccessible(visitor)
  await visitor.getByLabel('New password').fill(NEW_PASSWORD)
  await visitor.getByRole('button', { name: 'Set the new password' }).click()
  await expect(visitor.getByText('Your new password is set')).toBeVisible()
  await signInHere(visitor, email, NEW_PASSWORD)
  await visitor.goto(link)
  await expect(visitor.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  await expectAccessible(visitor)
  await page.goto('/account')
  await expect(page).toHaveURL(/\/signin/)
})

test('a stranger who tries passwords does not lock the owner out of a browser used before', async ({
  page,
  baseURL,
}) => {
  const email = await registered(page, 'Owner')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await page.goto('/signin')
  await signInHere(page, email, PASSWORD)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  const stranger = new Visitor(baseURL!)
  let answer = await stranger.open('/signin')
  await manyTried(email)
  answer = await stranger.send(answer, 'Sign in', { email, password: 'a guess' })
  expect(answer.html.querySelector('main')?.text).toContain('Too many attempts')
  await page.goto('/signin')
  await signInHere(page, email, PASSWORD)
})

test('from a new browser, a mailed link and the same password let the owner in', async ({ page: other }) => {
  const email = await anAccount('Owner On A New Browser')
  await manyTried(email)
  await other.goto('/signin')
  await other.getByLabel('E-mail address').fill(email)
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.locator('#error-summary')).toContainText('ask for a link by e-mail')
  await other.getByRole('link', { name: 'Ask for a link by e-mail', exact: true }).click()
  await expect(other.getByRole('button', { name: 'Send the link' })).toBeVisible()
  await expectAccessible(other)
  await other.getByLabel('E-mail address').fill(email)
  await other.getByRole('button', { name: 'Send the link' }).click()
  await expect(other.getByText('If this address has an account')).toBeVisible()
  await followMail(other, email, /Sign in from your browser/, /\/signin\/link/)
  await expectAccessible(other)
  const link = other.url()
  await other.getByRole('button', { name: 'Go on to sign in' }).click()
  await expect(other.getByText('Your account now recognises this browser')).toBeVisible()
  await signInHere(other, email, PASSWORD)
  await other.goto(link)
  await expect(other.getByText('This link was already used')).toBeVisible()
})

test('a known and an unknown address get the same page', async ({ page, browser }) => {
  const email = await registered(page, 'Known')
  const visitor = await newPage(browser)
  const answers: string[] = []
  for (const address of [email, 'nobody-here@example.org']) {
    for (const [path, button] of [
      ['/forgot', 'Send the link'],
      ['/signin', 'Sign in'],
    ] as const) {
      await visitor.goto(path)
      await visitor.getByLabel('E-mail address').fill(address)
      if (path === '/signin') await visitor.getByLabel('Password', { exact: true }).fill('a wrong password')
      await visitor.getByRole('button', { name: button }).click()
      const answer = visitor.locator('#error-summary, [role=status]').filter({ hasText: /./ }).first()
      answers.push((await answer.textContent()) ?? '')
    }
  }
  expect(answers.slice(0, 2)).toEqual(answers.slice(2))
  await visitor.goto('/signin')
  await visitor.getByRole('button', { name: 'Sign in' }).click()
  await expect(visitor.locator('#error-summary')).toBeFocused()
  await expectAccessible(visitor)
})
