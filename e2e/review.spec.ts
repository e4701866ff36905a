import { Readable } from 'node:stream'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { aPdf } from '@/lib/tools/testing/files'
import { PASSWORD } from './pages/account'
import { newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

// The file store of the server under test.
process.env.FILES_DIR = '.data/e2e/files'

/** The contact, birth and passport from `aSubmitted`. */
const NEVER = ['555 0100', 'Bole Road', 'EP1234567', '1 January 1986']

/** A member of the 2021 Call who signs in with the tests' password. */
async function aMember(role: 'reviewer' | 'chief' | 'officer', institution = '', name = 'Member') {
  const { db, findCall, aStaffMember } = await portal()
  const { hashPassword } = await import('@/lib/people/password')
  const callId = (await findCall(db, '2021'))!.id
  const passwordHash = await hashPassword(PASSWORD)
  return aStaffMember([role === 'officer' ? { role, callId, institution } : { role, callId }], { name, passwordHash })
}

/** An application under review whose research proposal is a real file. */
async function underReview(institution: string, name: string) {
  const { db, findCall, aSubmitted } = await portal()
  const { storage } = await import('@/lib/applying/document/storage')
  const { documents } = await import('@/db/schema')
  const { and, eq } = await import('drizzle-orm')
  const application = await aSubmitted((await findCall(db, '2021'))!, { institution, state: 'under-review', name })
  const bytes = aPdf()
  const [proposal] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.applicationId, application.id), eq(documents.kind, 'proposal')))
  await (await storage()).put(proposal!.storageKey, Readable.from(bytes))
  await db.update(documents).set({ size: bytes.length }).where(eq(documents.id, proposal!.id))
  return { ...application, proposal: proposal!.id }
}

async function handInBy(person: Awaited<ReturnType<typeof aMember>>, id: string, score: number) {
  const { db, findCall, assignTo } = await portal()
  const { handIn } = await import('@/lib/tools/testing/reviewing')
  await assignTo(person, id)
  await handIn((await findCall(db, '2021'))!, person, id, score)
}

async function signedIn(browser: Browser, email: string, next: string): Promise<Page> {
  const page = await newPage(browser)
  await signIn(page, email, next)
  return page
}

async function expectNoneOf(page: Page, words: string[]) {
  const html = await (await page.request.get(page.url())).text()
  expect(words.filter((word) => html.includes(word))).toEqual([])
}

async function expectFits(page: Page) {
  await page.setViewportSize({ width: 375, height: 812 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await page.setViewportSize({ width: 1280, height: 900 })
}

async function score(page: Page, criterion: string, digits: string) {
  await page.locator(`input[name="${criterion}"]`).first().focus()
  for (const digit of digits) await page.keyboard.press(digit)
  await expect(page.locator(`input[name="${criterion}"][value="${digits}"]`)).toBeChecked()
}

test('a reviewer declares, reads beside the form, scores by keyboard, submits, and discusses with the others', async ({
  browser,
}) => {
  const { assignTo } = await portal()
  const first = await underReview('semi', 'Zyxwanda Qophelani')
  const second = await underReview('iscas', 'Second Applicant')
  const [reviewer, colleague] = [await aMember('reviewer'), await aMember('reviewer', '', 'Colleague Vwxname')]
  await handInBy(colleague, first.id, 9)
  for (const { id } of [first, second]) await assignTo(reviewer, id, false)

  const page = await signedIn(browser, reviewer.email, '/review')
  await expect(page.getByRole('heading', { level: 1, name: 'Reviews' })).toBeVisible()
  await expect(page.getByText('0 of 2 reviews in')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await expectNoneOf(page, ['Zyxwanda', ...NEVER])
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: first.number })).toBeFocused()
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'Do you have a conflict of interest?' })).toBeVisible()
  await expect(page.getByText('Soil moisture from radar')).toBeVisible()
  await expectNoneOf(page, ['Zyxwanda', 'Vwxname', 'ተስፋዬ', 'TESFAYE', 'Addis Ababa University', ...NEVER])
  await expectAccessible(page)
  expect((await page.request.get(`/api/documents/${first.proposal}`)).status()).toBe(404)
  await page.getByRole('button', { name: 'I have no conflict of interest' }).click()

  await expect(page.getByText('Zyxwanda Qophelani')).toBeVisible()
  await expectNoneOf(page, ['Vwxname', ...NEVER])
  await page.getByRole('tab', { name: 'Answers' }).focus()
  const file = page.waitForResponse((response) => response.url().includes(`/api/documents/${first.proposal}`))
  await page.getByRole('tab', { name: 'Research proposal' }).click()
  expect((await file).status()).toBe(200)
  await expect(page.locator('iframe[title="Research proposal"]')).toBeVisible()
  await expect(page.getByRole('tab', { name: /Passport|Physical/ })).toHaveCount(0)
  await expectFits(page)

  for (const [criterion, digits] of Object.entries({
    Record: '10',
    Proposal: '8',
    Experience: '8',
    Fit: '7',
    Letters: '9',
  }))
    await score(page, `score${criterion}`, digits)
  await expect(page.getByText('Total: 8.6 of 10')).toBeVisible()
  await page.getByRole('radio', { name: 'Award', exact: true }).check()
  const saved = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('Careful work.'))
  await page.getByLabel('Comment to the committee').fill('Careful work.')
  expect((await saved).status()).toBe(200)
  await expect(page.getByText(/^Saved at/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('Total: 8.6 of 10')).toBeVisible()
  await expect(page.getByLabel('Comment to the committee')).toHaveValue('Careful work.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Check and submit' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Submit your review' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: `Submit and open the next: ${second.number}` }).click()
  await expect(page.getByText(`Your review of ${first.number} is in. 1 of 2 are.`)).toBeVisible()

  await page.goto(`/review/${first.id}`)
  await expect(page.getByRole('heading', { name: 'Your review is in' })).toBeVisible()
  const other = page.getByRole('article', { name: 'Reviewer A' })
  await expect(other.getByText('9.0 of 10')).toBeVisible()
  await page.getByLabel('Your comment').fill('I was less sure of the host.')
  await page.getByRole('button', { name: 'Add the comment' }).click()
  await expect(page.getByText('I was less sure of the host.')).toBeVisible()
  await expect(page.getByLabel('Your comment')).toHaveValue('')
  await expectNoneOf(page, ['Vwxname', ...NEVER])
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('button', { name: 'Remove my comment' }).click()
  await page.getByRole('button', { name: 'Put it back' }).click()
  await expect(page.getByText('I was less sure of the host.')).toBeVisible()
})

test('a reviewer who declares a conflict of interest finds nothing of the application at any address', async ({
  browser,
}) => {
  const { assignTo } = await portal()
  const { id, number, proposal } = await underReview('iswc', 'Conflict Applicant')
  const declined = await underReview('iswc', 'Declined Applicant')
  const reviewer = await aMember('reviewer')
  for (const application of [id, declined.id]) await assignTo(reviewer, application)
  const page = await signedIn(browser, reviewer.email, `/review/${id}`)
  await page.getByRole('link', { name: 'I have a conflict of interest' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Declare a conflict of interest' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('What it is').fill('We wrote a paper together.')
  await page.getByRole('button', { name: 'I have a conflict of interest' }).click()
  await expect(page.getByText(`${number} is no longer yours to review`)).toBeVisible()
  await expect(page.getByText('Conflict Applicant')).toHaveCount(0)
  await expect(page.getByRole('link', { name: declined.number })).toBeVisible()
  for (const path of [
    ...['', '/submit', '/conflict', '/decline'].map((end) => `/review/${id}${end}`),
    ...['', '/reviews', '/reviews/reopen', '/reviewers', '/check'].map((end) => `/applications/${id}${end}`),
    `/api/documents/${proposal}`,
    `/api/applications/${id}/pdf`,
    `/api/applications/${id}/dossier`,
    `/dossiers/${id}`,
  ])
    expect((await page.request.get(path, { maxRedirects: 0 })).status(), path).toBe(404)
  const data = { answers: {}, version: 0, writer: 'a-test-page', seq: 1 }
  expect((await page.request.put(`/api/reviews/${id}`, { data })).status()).toBe(404)

  await page.goto(`/review/${declined.id}/decline`)
  await expect(page.getByRole('heading', { level: 1, name: 'Decline to review' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'I cannot review it' }).click()
  await expect(page.getByRole('link', { name: 'Say why you cannot review this application' })).toBeVisible()
  await page.getByLabel('Reason').fill('Too far from my field.')
  await page.getByRole('button', { name: 'I cannot review it' }).click()
  await expect(page.getByText('There is nothing for you to review.')).toBeVisible()
})

test('the chief reads who said what and reopens a review; an officer reads the reviews without names', async ({
  browser,
}) => {
  const { id, number } = await underReview('issas', 'Reopened Applicant')
  const [one, two] = [
    await aMember('reviewer', '', 'Reviewer Onename'),
    await aMember('reviewer', '', 'Reviewer Twoname'),
  ]
  await handInBy(one, id, 9)
  await handInBy(two, id, 3)
  const officer = await signedIn(browser, (await aMember('officer', 'issas')).email, `/applications/${id}/reviews`)
  await expect(officer.getByText('2 reviews in, mean 6.0 of 10.')).toBeVisible()
  await expectNoneOf(officer, ['Onename', 'Twoname'])
  expect((await officer.request.get(`/applications/${id}/reviews/reopen`)).status()).toBe(404)

  const page = await signedIn(browser, (await aMember('chief')).email, `/applications/${id}/reviews`)
  await expect(page.getByRole('article', { name: 'Reviewer A: Reviewer Onename' })).toBeVisible()
  await expect(page.getByText('The reviewers disagree')).toBeVisible()
  await expectAccessible(page)
  await expectFits(page)
  await page.getByRole('link', { name: 'Open it again for Reviewer A' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Open a review again' })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Reason').fill('The wrong file was scored.')
  await page.getByRole('button', { name: 'Open it again' }).click()
  await expect(page.getByText('The review is open again.')).toBeVisible()
  await expect(page.getByText('1 review in, mean 3.0 of 10.')).toBeVisible()

  const again = await signedIn(browser, one.email, '/notifications')
  await expect(again.getByText(number).first()).toBeVisible()
  await again.goto(`/review/${id}`)
  await expect(again.getByRole('button', { name: 'Check and submit' })).toBeVisible()
  await expect(again.getByRole('heading', { name: 'The other reviews' })).toHaveCount(0)
})
