import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { become, database, newPage, portal } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { ownCall } from './pages/deadlines'

/** A new Call with four applications by three reviewers; the first gives two points less than the others. */
async function reviewedCall() {
  const { db, findCall, aStaffMember, aSubmitted, assignTo, conflictOf, handInReview } = await portal()
  const usual = (await findCall(db, '2021'))!
  const made = []
  for (const institution of ['tib', 'wbg', 'wiv', 'xiopm'])
    made.push(await aSubmitted(usual, { institution, state: 'under-review', name: `At ${institution}` }))
  const slug = await ownCall(made[0]!.id, 24)
  const callId = (await findCall(db, slug))!.id
  const sql = database()
  await sql`update applications set call_id = ${callId} where id in ${sql(made.map(({ id }) => id))}`
  await sql.end()
  const reviewers = []
  for (const name of ['Severe Reviewer', 'Usual Reviewer', 'Other Reviewer'])
    reviewers.push(await aStaffMember([{ role: 'reviewer', callId }], { name }))
  for (const [index, { id }] of made.entries())
    for (const [who, reviewer] of reviewers.entries())
      await handInReview(await assignTo(reviewer, id), 5 + index + (who === 0 ? -2 : 0.1 * who))
  const passwordHash = await hashPassword(PASSWORD)
  const chief = await aStaffMember([{ role: 'chief', callId }], { name: 'Chief', passwordHash })
  const both = await aStaffMember(
    [
      { role: 'chief', callId },
      { role: 'reviewer', callId },
    ],
    { name: 'Chief who reviews', passwordHash },
  )
  // One review to write, not started, and one application that is hidden from them.
  const theirs = await assignTo(both, made[3]!.id)
  await conflictOf(both, made[0]!.id)
  return { slug, made, chief, both, theirs, handInReview }
}

test('a chief requests the calibration and reads it; one with a review to write waits, and a conflict stays out', async ({
  page,
  browser,
}) => {
  const { slug, made, chief, both, theirs, handInReview } = await reviewedCall()
  const address = `/committee/calibration?call=${slug}`
  await page.setViewportSize({ width: 375, height: 812 })
  await become(page, chief.email)
  await page.goto(address)
  await expect(page.getByText('12 reviews are in.')).toBeVisible()
  await page.getByRole('button', { name: 'Work it out' }).click()
  await expect(page.getByRole('region', { name: 'Applications' }).getByRole('row')).toHaveCount(5)
  await expect(page.getByRole('row', { name: new RegExp(made[3]!.number) })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all applications as CSV' }).click()
  const file = readFileSync(await (await download).path(), 'utf8')
  for (const { number } of made) expect(file).toContain(number)
  await page.getByRole('navigation', { name: 'Tables' }).getByRole('link', { name: 'Reviewers' }).click()
  await expect(page.getByRole('row', { name: /Severe Reviewer/ })).toBeVisible()

  const other = await newPage(browser)
  await become(other, both.email)
  await other.goto(address)
  await expect(other.getByText('First hand in your own reviews')).toBeVisible()
  await expect(other.getByText('Severe Reviewer')).toBeHidden()
  const form = { call: slug, track: 'phd', table: 'reviewers' }
  expect((await other.request.post('/api/calibration', { form })).status()).toBe(403)
  await handInReview(theirs, 8)
  await other.goto(address)
  await expect(other.getByText('10 reviews are in.')).toBeVisible()
  await other.getByRole('button', { name: 'Work it out' }).click()
  await expect(other.getByRole('region', { name: 'Applications' }).getByRole('row')).toHaveCount(4)
  await expect(other.getByText(made[0]!.number)).toBeHidden()
})
