import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { database, newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { ownCall } from './pages/deadlines'

/** A new Call with two eligible applications, three reviewers and a chief. */
async function aCommittee() {
  const { db, findCall, aStaffMember, aSubmitted } = await portal()
  const call2021 = (await findCall(db, '2021'))!
  const one = await aSubmitted(call2021, { institution: 'ntsc', state: 'eligible' })
  const other = await aSubmitted(call2021, { institution: 'nimte', state: 'eligible' })
  const slug = await ownCall(one.id, 48)
  const sql = database()
  await sql`update applications set call_id = (select id from calls where slug = ${slug}) where id = ${other.id}`
  await sql.end()
  const callId = (await findCall(db, slug))!.id
  const passwordHash = await hashPassword(PASSWORD)
  const chief = await aStaffMember([{ role: 'chief', callId }], { name: 'Chief Liu', passwordHash })
  const reviewers = []
  for (const name of ['Ana One', 'Ben Two', 'Cai Three', 'Dan Four'])
    reviewers.push(await aStaffMember([{ role: 'reviewer', callId }], { name, passwordHash }))
  return { slug, chief, reviewers, one, other }
}

async function signedIn(page: Page, email: string) {
  await signIn(page, email, '/account')
}

test('a chief starts an assignment, looks at the proposal, applies and releases it', async ({ page, browser }) => {
  const { slug, chief, reviewers, one } = await aCommittee()
  const reviewer = await newPage(browser)
  await signedIn(page, chief.email)
  await signedIn(reviewer, reviewers[0]!.email)
  await page.goto(`/committee?call=${slug}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Committee' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Assign reviewers' }).click()
  await page.getByLabel('Reviewers for each application').fill('0')
  await page.getByRole('button', { name: 'Work out an assignment' }).click()
  await expect(page.getByText('Enter a number from 1 to 10').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Reviewers for each application').fill('4')
  await page.getByRole('button', { name: 'Work out an assignment' }).click()
  await page.getByRole('link', { name: 'Look at the proposal' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Proposed assignment' })).toBeVisible()
  await expect(page.getByText('8 assignments to 4 reviewers')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Apply the proposal' }).click()
  await expect(page.getByText('The proposal was applied')).toBeVisible()
  await reviewer.goto('/review')
  await expect(reviewer.getByRole('heading', { level: 1, name: 'Reviews' })).toBeVisible()
  await expect(reviewer.getByText(one.number)).toHaveCount(0)
  await page.getByRole('link', { name: 'Release, or take back' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Release the assignments' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Release 8 assignments' }).click()
  await expect(page.getByText('Each reviewer was notified once')).toBeVisible()
  await reviewer.reload()
  await expect(reviewer.getByText(one.number).first()).toBeVisible()
})

test('by hand, without JavaScript: the page shows reasons against a reviewer, and a conflict refuses', async ({
  browser,
}) => {
  const { chief, reviewers, one } = await aCommittee()
  const sql = database()
  await sql`update reviewers set institution = 'ntsc' where person_id = ${reviewers[1]!.id}`
  await sql`update reviewers set accepts = 0 where person_id = ${reviewers[2]!.id}`
  await sql.end()
  const page = await newPage(browser, { javaScriptEnabled: false })
  await signedIn(page, chief.email)
  const path = `/applications/${one.id}/reviewers`
  await page.goto(path)
  const card = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await expect(card('Ben Two')).toContainText('Works at the institution that the application chose')
  await expect(card('Ben Two').getByRole('button')).toHaveCount(0)
  await expect(card('Cai Three')).toContainText('Has as many applications as they take on')
  await page.getByRole('button', { name: 'Add Cai Three' }).click()
  await expect(page.getByText('Tick the box if you want this all the same')).toBeVisible()
  await card('Cai Three').getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Add Cai Three' }).click()
  await expect(page.getByText('The reviewer was added.')).toBeVisible()
  await page.getByRole('button', { name: 'Take off Cai Three' }).click()
  await expect(page.getByText('The reviewer was taken off.')).toBeVisible()
  await page.getByLabel('Name').fill('dan')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(card('Dan Four')).toBeVisible()
  await expect(card('Ana One')).toHaveCount(0)
})

test('the page of an application’s reviewers is accessible', async ({ page }) => {
  const { chief, one } = await aCommittee()
  await signedIn(page, chief.email)
  await page.goto(`/applications/${one.id}/reviewers`)
  await expect(page.getByRole('heading', { level: 1, name: 'Choose reviewers' })).toBeVisible()
  await expectAccessible(page)
})
