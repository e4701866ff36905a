import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { database, newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { ownCall } from './pages/deadlines'

/** A new Call with a chief and two reviewers; the first has three applications. */
async function aCommittee() {
  const { db, findCall, aStaffMember, aSubmitted, assignTo } = await portal()
  const call2021 = (await findCall(db, '2021'))!
  const given = []
  for (const institution of ['iap', 'iap', 'iap'])
    given.push(await aSubmitted(call2021, { institution, state: 'under-review' }))
  const slug = await ownCall(given[0]!.id, 48)
  const sql = database()
  await sql`update applications set call_id = (select id from calls where slug = ${slug})
    where id = any(${given.map(({ id }) => id)})`
  const callId = (await findCall(db, slug))!.id
  const passwordHash = await hashPassword(PASSWORD)
  const chief = await aStaffMember([{ role: 'chief', callId }], { name: 'Chief Sun', passwordHash })
  const reviewers = []
  for (const name of ['Eva Five', 'Fei Six'])
    reviewers.push(await aStaffMember([{ role: 'reviewer', callId }], { name, passwordHash }))
  for (const [n, { id }] of given.entries()) {
    const assignment = await assignTo(reviewers[0]!, id)
    await sql`update assignments set assigned_at = now() - ${9 - n} * interval '1 hour' where id = ${assignment}`
  }
  await sql.end()
  return { slug, chief, reviewers, given }
}

async function signedIn(page: Page, email: string) {
  await signIn(page, email, '/account')
}

test('a reviewer takes on fewer applications, without JavaScript, after seeing what goes back', async ({ browser }) => {
  const { slug, chief, reviewers, given } = await aCommittee()
  const page = await newPage(browser, { javaScriptEnabled: false })
  await signedIn(page, reviewers[0]!.email)
  await page.goto('/review')
  await page.getByRole('link', { name: 'Say how many applications you take on' }).click()
  const number = page.getByLabel('How many applications can you review in all?')
  await number.fill('many')
  await page.getByRole('button', { name: 'See what that means' }).click()
  await expect(page.getByText('Enter a whole number from 0 to 20').first()).toBeVisible()
  // A full-width digit two.
  await number.fill('２')
  await page.getByRole('button', { name: 'See what that means' }).click()
  await expect(page.getByText('1 application goes back')).toBeVisible()
  await expect(page.getByRole('main').getByText(given[2]!.number)).toBeVisible()
  await page.getByLabel('Reason').fill('I teach more than usual.')
  await page.getByRole('button', { name: 'Take on 2, and give 1 back' }).click()
  await expect(page.getByText('You take on 2 applications. We have told the chief reviewer.')).toBeVisible()
  await page.goto('/review')
  await expect(page.getByText(given[1]!.number).first()).toBeVisible()
  await expect(page.getByText(given[2]!.number)).toHaveCount(0)
  const leader = await newPage(browser)
  await signedIn(leader, chief.email)
  await leader.goto('/notifications')
  await expect(leader.getByText('A reviewer takes on fewer applications')).toBeVisible()
  await leader.goto(`/committee/reviewers?call=${slug}`)
  await expect(leader.getByRole('row', { name: /Eva Five/ })).toContainText('2 of 20')
})

test('the page on which a reviewer takes on fewer is accessible', async ({ page }) => {
  const { reviewers, slug } = await aCommittee()
  await signedIn(page, reviewers[0]!.email)
  await page.goto(`/review/load?call=${slug}&accepts=1`)
  await expect(page.getByRole('heading', { name: 'If you take on 1' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Take on 1, and give 2 back' }).click()
  await expect(page.getByText('You take on 1 application.')).toBeVisible()
})

test('a chief sees the reviewers’ progress, and reminds one, but nobody twice', async ({ page }) => {
  const { slug, chief, reviewers } = await aCommittee()
  await signedIn(page, chief.email)
  await page.goto(`/committee/reviewers?call=${slug}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Reviewers' })).toBeVisible()
  await expectAccessible(page)
  const rows = page.getByRole('row')
  await expect(rows.nth(1)).toContainText('Eva Five')
  await page.getByRole('link', { name: 'Last seen' }).click()
  await expect(page).toHaveURL(/sort=seen/)
  await page.getByRole('link', { name: 'Remind 1 reviewer with open reviews' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Remind reviewers' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Reviewers' }).first().click()
  await page.getByRole('button', { name: 'Remind Eva Five' }).click()
  await expect(page.getByText('The reminder is on its way')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Remind Eva Five' })).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Eva Five/ })).toContainText('Last')
  await page.goto(`/committee/reviewers/remind?call=${slug}&who=unfinished`)
  await expect(page.getByText('There is nobody to remind')).toBeVisible()
  await page.goto(`/mailbox?to=${encodeURIComponent(reviewers[0]!.email)}`)
  await expect(page.getByRole('link', { name: 'Reminder: 3 reviews to be finished' })).toHaveCount(1)
})
