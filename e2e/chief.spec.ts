import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { ownCall } from './pages/deadlines'

/** A new Call with a chief and one application, released to two of its three reviewers. */
async function aReleasedCall() {
  const { db, findCall, aStaffMember, aSubmitted, assignTo } = await portal()
  const { handIn } = await import('@/lib/tools/testing/reviewing')
  const usual = (await findCall(db, '2021'))!
  const application = await aSubmitted(usual, { institution: 'igsnrr', state: 'under-review', name: 'Disputed One' })
  const slug = await ownCall(application.id, 48)
  const call = (await findCall(db, slug))!
  const passwordHash = await hashPassword(PASSWORD)
  const aMember = (role: 'chief' | 'reviewer', name: string) =>
    aStaffMember([{ role, callId: call.id }], { name, passwordHash })
  const chief = await aMember('chief', 'Chief Okoro')
  const [ana, ben, cai] = [
    await aMember('reviewer', 'Ana First'),
    await aMember('reviewer', 'Ben Second'),
    await aMember('reviewer', 'Cai Third'),
  ]
  await assignTo(ana, application.id)
  await assignTo(ben, application.id)
  return { db, call, slug, application, chief, ana, ben, cai, handIn }
}

async function signedIn(page: Page, email: string, next: string) {
  await signIn(page, email, next)
}

/** Checks the page with this heading with axe, and at the width of a phone. */
async function lookAt(page: Page, heading: string) {
  await expect(page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 375, height: 812 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('a chief reviewer follows the reviews, sees a third reviewer asked after a disagreement, and talks with them', async ({
  page,
  browser,
}) => {
  const { call, slug, application, chief, ana, ben, handIn } = await aReleasedCall()
  const { id, number } = application
  await signedIn(page, chief.email, '/work')
  await lookAt(page, 'My work')
  await page.goto(`/committee?call=${slug}`)
  await lookAt(page, 'Committee')
  const figures = page.getByRole('region', { name: 'Reviews by reviewer' })
  await expect(figures.getByRole('row', { name: /Ana First/ })).toBeVisible()
  await expect(figures.getByRole('row', { name: /Cai Third/ })).toHaveCount(0)

  // The second review is far from the first: the portal asks the best reviewer at once, and the page says so.
  await handIn(call, ana, id, 9)
  await page.goto(`/applications?call=${slug}`)
  await lookAt(page, 'Applications')
  await page.getByRole('link', { name: number }).click()
  await lookAt(page, 'Disputed One')
  await page.getByRole('link', { name: 'Reviews', exact: true }).first().click()
  await lookAt(page, 'Reviews')
  const reviewer = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(reviewer('Ana First')).toContainText('Review is in')
  await expect(reviewer('Ben Second')).toContainText('Not begun')
  await expect(page.getByText('The reviewers disagree')).toHaveCount(0)
  await handIn(call, ben, id, 3)
  await page.reload()
  await expect(page.getByText('The reviewers disagree')).toBeVisible()
  await expect(reviewer('Cai Third')).toContainText('Asked because two reviewers differ.')
  await expect(reviewer('Cai Third')).toContainText('Conflict not declared yet')

  // The discussion: reviewers see no names, neither the chief's nor each other's.
  await page.getByLabel('Your comment').fill('Ben, what do you miss in the proposal?')
  await page.getByRole('button', { name: 'Add the comment' }).click()
  await expect(page.getByText('what do you miss')).toBeVisible()
  const other = await newPage(browser)
  await signedIn(other, ben.email, `/review/${id}`)
  await expect(other.getByText('The chief reviewer', { exact: true })).toBeVisible()
  await expect(other.getByText('Ana First')).toHaveCount(0)
  await other.getByLabel('Your comment').fill('I read the wrong file.')
  await other.getByRole('button', { name: 'Add the comment' }).click()
  await expect(other.getByText('I read the wrong file.')).toBeVisible()
  await page.goto('/notifications')
  await expect(page.getByText(number).first()).toBeVisible()
  await lookAt(page, 'Notifications')
})

test('a chief reviewer reopens a review with a reason, and reads the calibration once all are in', async ({
  page,
  browser,
}) => {
  const { db, call, slug, application, chief, ana, ben, cai, handIn } = await aReleasedCall()
  const { id } = application
  await handIn(call, ana, id, 9)
  await handIn(call, ben, id, 3)
  await signedIn(page, chief.email, `/applications/${id}/reviews`)
  const other = await newPage(browser)
  await signedIn(other, ben.email, '/review')

  // It needs a reason; the old review no longer counts.
  await page.getByRole('link', { name: 'Open it again for Reviewer B' }).click()
  await lookAt(page, 'Open a review again')
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(
    page.getByRole('link', { name: 'Say why the review is opened again. The reviewer reads it' }),
  ).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Reason').fill('The wrong file was scored.')
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(page.getByText('1 review in, mean 9.0 of 10.')).toBeVisible()
  await other.goto(`/review/${id}`)
  await expect(other.getByRole('button', { name: 'Check and submit' })).toBeVisible()
  await other.locator('input[name="scoreProposal"][value="7"]').check()
  await expect(other.getByText(/^Saved at/)).toBeVisible()
  await other.getByRole('button', { name: 'Check and submit' }).click()
  await other.getByRole('button', { name: 'Submit and see the other reviews' }).click()
  await expect(other.getByRole('heading', { name: 'Your review is in' })).toBeVisible()

  // The third review comes in, and the calibration covers all three.
  const { declareNone } = await import('@/lib/selecting/review/conflict')
  await declareNone(db, cai, id)
  await handIn(call, cai, id, 6)
  await page.goto(`/committee/calibration?call=${slug}`)
  await expect(page.getByText('3 reviews are in.')).toBeVisible()
  await lookAt(page, 'Calibration')
  await page.getByRole('button', { name: 'Work it out' }).click()
  await expect(page.getByRole('region', { name: 'Applications' }).getByRole('row')).toHaveCount(2)
  await page.getByRole('navigation', { name: 'Tables' }).getByRole('link', { name: 'Reviewers' }).click()
  await expect(page.getByRole('row', { name: /Cai Third/ })).toBeVisible()
  await lookAt(page, 'Calibration')
})
