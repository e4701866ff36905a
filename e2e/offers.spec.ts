import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { codeInWords, newCode } from '@/lib/awarding/decision/code'
import { newPage, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { anOffer, codeOfLetter, endOffers, outOfTime } from './pages/offers'

const PHONE = { width: 375, height: 812 }

async function open(page: Page, { email }: { email: string }, path: string) {
  await signIn(page, email, path)
}

const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

/** Checks the page for accessibility, and that it does not scroll sideways. */
async function good(page: Page, name: string | RegExp) {
  await heading(page, name)
  await expectAccessible(page)
  const [inner, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth])
  expect(scroll).toBeLessThanOrEqual(inner!)
}

test('an applicant reads the offer and accepts it; the officer marks the condition and enrols; a stranger verifies the letter', async ({
  page,
  browser,
}) => {
  const condition = 'The final Master’s certificate'
  const { officer, first, call } = await anOffer('siom', { condition })
  await page.setViewportSize(PHONE)
  await open(page, first.applicant, '/apply')
  await page.getByRole('link', { name: 'A scholarship is offered to you' }).click()
  await good(page, 'Offer of a scholarship')
  await expect(page.getByText(condition)).toBeVisible()
  await expect(page.getByText(/CNY 6,000 a month/)).toBeVisible()
  const download = async () => {
    const event = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download the letter as PDF' }).click()
    return event
  }
  const letter = await download()
  expect(letter.suggestedFilename()).toBe(`${first.number} offer.pdf`)
  const file = readFileSync(await letter.path())
  expect(file.subarray(0, 5).toString()).toBe('%PDF-')
  expect(readFileSync(await (await download()).path()).equals(file)).toBe(true)
  await page.getByRole('link', { name: 'Accept the offer' }).click()
  await good(page, 'Accept the offer')
  await page.getByRole('button', { name: 'Accept the offer' }).click()
  await expect(page.locator('#error-summary')).toContainText('Tick the box to confirm')
  await page.getByLabel('Yes, I accept the place, and I have read the conditions').check()
  await page.getByRole('button', { name: 'Accept the offer' }).click()
  await expect(page.getByText('You accepted this offer')).toBeVisible()
  await expect(page.getByText('Not checked yet')).toBeVisible()

  const stranger = await newPage(browser, { viewport: PHONE })
  await stranger.goto('/verify-letter')
  await good(stranger, 'Verify a letter')
  const code = codeInWords(await codeOfLetter(first.id))
  await stranger.getByLabel('Code of the letter').fill(` ${code.toLowerCase().replaceAll('-', ' ')}`)
  await stranger.getByRole('button', { name: 'Verify' }).click()
  await good(stranger, 'This letter is genuine')
  const shown = stranger.locator('main')
  await expect(shown).toContainText('The offer stands, and was accepted')
  for (const said of ['W. W.', first.number, `PhD, ${call.title}`]) await expect(shown).toContainText(said)
  await expect(shown).toContainText(createHash('sha256').update(file).digest('hex'))
  for (const hidden of ['Winner', 'Wambui', first.applicant.email])
    expect(await stranger.content()).not.toContain(hidden)

  const desk = await newPage(browser, { viewport: PHONE })
  await open(desk, officer, '/work')
  await desk.getByRole('link', { name: '1 student to enrol' }).click()
  await good(desk, 'Students to enrol')
  await expect(desk.getByText('1 condition to check')).toBeVisible()
  await desk.getByRole('link', { name: /Winner Wambui/ }).click()
  await good(desk, 'Offer')
  await expect(desk.getByText('These are not met yet:')).toBeVisible()
  await desk.getByLabel('Met', { exact: true }).check()
  await desk.getByLabel(/Note for staff/).fill('Seen the original')
  await desk.getByRole('button', { name: 'Save the mark' }).click()
  await expect(desk.getByText('The condition was marked.')).toBeVisible()
  await expect(desk.getByLabel(/Note for staff/)).toHaveValue('Seen the original')
  await desk.getByLabel('Yes, the student has arrived and is enrolled here').check()
  await desk.getByRole('button', { name: 'Confirm the enrolment' }).click()
  await expect(desk.getByText('The student is enrolled')).toBeVisible()

  await page.goto(`/apply/${first.id}`)
  await expect(page.getByText('You are enrolled', { exact: true })).toBeVisible()
  await expect(page.getByText('Seen the original')).toBeHidden()
})

test('an applicant who declines gives the place to the next on the waiting list, without JavaScript', async ({
  browser,
}) => {
  const { first, second, admin } = await anOffer('siat')
  const waiting = await newPage(browser, { viewport: PHONE })
  await open(waiting, second.applicant, `/apply/${second.id}`)
  await expect(waiting.getByText('You are on the waiting list')).toBeVisible()
  await expectAccessible(waiting)
  await waiting.goto(`/apply/${second.id}/offer`)
  expect(new URL(waiting.url()).pathname).toBe(`/apply/${second.id}`)

  const page = await newPage(browser, { javaScriptEnabled: false, viewport: PHONE })
  await open(page, first.applicant, `/apply/${first.id}/offer`)
  await page.getByRole('link', { name: 'Decline the offer' }).click()
  await heading(page, 'Decline the offer')
  await page.getByLabel(/Why do you decline it/).fill('I take another place')
  await page.getByRole('button', { name: 'Decline the offer' }).click()
  await expect(page.locator('#error-summary')).toContainText('Tick the box to confirm')
  await expect(page.getByLabel(/Why do you decline it/)).toHaveValue('I take another place')
  await page.getByLabel(/Yes, I decline the place/).check()
  await page.getByRole('button', { name: 'Decline the offer' }).click()
  await expect(page.getByText('You declined this offer')).toBeVisible()

  await waiting.reload()
  await expect(waiting.getByText('A scholarship is offered to you')).toBeVisible()
  await waiting.getByRole('link', { name: 'Read and answer the offer' }).click()
  await heading(waiting, 'Offer of a scholarship')
  await waiting.getByRole('link', { name: 'Decline the offer' }).click()
  await good(waiting, 'Decline the offer')

  const desk = await newPage(browser)
  await open(desk, admin, `/applications/${first.id}/offer`)
  await expect(desk.getByText('I take another place')).toBeVisible()
  // An officer can still add a condition to the promoted applicant's offer.
  await desk.goto(`/applications/${second.id}/offer`)
  await desk.getByLabel('What has to be met').fill('A health check')
  await desk.getByLabel('Day').fill('31')
  await desk.getByLabel('Month').fill('2')
  await desk.getByLabel('Year').fill('2099')
  await desk.getByRole('button', { name: 'Add the condition' }).click()
  await expect(desk.locator('#error-summary')).toContainText('There is no such day')
  await desk.getByLabel('Day').fill('28')
  await desk.getByRole('button', { name: 'Add the condition' }).click()
  await expect(desk.getByText('The condition was added.')).toBeVisible()
  await good(desk, 'Offer')
  await waiting.goto(`/apply/${second.id}/offer`)
  await expect(waiting.getByText('A health check')).toBeVisible()
})

test('an expired offer says so kindly, and so does its letter', async ({ page }) => {
  const { first } = await anOffer('shao')
  await outOfTime(first.id)
  await open(page, first.applicant, `/apply/${first.id}/offer`)
  await expect(page.getByText('The deadline to answer this offer has passed')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Accept the offer' })).toBeHidden()
  await page.goto(`/apply/${first.id}/offer/accept`)
  expect(new URL(page.url()).pathname).toBe(`/apply/${first.id}/offer`)
  await endOffers()
  await page.goto(`/apply/${first.id}`)
  await expect(page.getByText('The offer was not answered in time')).toBeVisible()
  await page.getByRole('link', { name: 'See what was offered' }).click()
  await good(page, 'Offer of a scholarship')
  await page.goto(`/verify-letter/${await codeOfLetter(first.id)}`)
  await expect(page.getByText('The offer is no longer valid')).toBeVisible()
})

test('two admins revoke an offer: its applicant reads why, the next gets the place, the letter becomes invalid', async ({
  page,
  browser,
}) => {
  const { first, second, admin, another, officer } = await anOffer('nimte', { admins: 'two' })
  const path = `/applications/${first.id}/offer`
  await page.setViewportSize(PHONE)
  await open(page, admin, path)
  await good(page, 'Offer')
  await page.getByRole('button', { name: 'Propose to revoke the offer' }).click()
  await expect(page.locator('#error-summary').getByRole('link')).toHaveCount(2)
  await page.getByLabel('Reason').fill('The certificate is not genuine')
  await page.getByLabel('Yes, revoke the offer').check()
  await page.getByRole('button', { name: 'Propose to revoke the offer' }).click()
  await expect(page.getByText('You proposed to revoke the offer.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Revoke the offer' })).toBeHidden()

  const other = await newPage(browser, { javaScriptEnabled: false })
  await open(other, await another(), '/work')
  await other.getByRole('link', { name: `Offer of ${first.number} proposed to be revoked` }).click()
  await expect(other.getByText('The certificate is not genuine')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Keep the offer' })).toBeVisible()
  await other.getByRole('button', { name: 'Revoke the offer' }).click()
  await expect(other.locator('#error-summary')).toContainText('Tick the box to confirm')
  await other.getByLabel('Yes, revoke the offer').check()
  await other.getByRole('button', { name: 'Revoke the offer' }).click()
  await expect(other.getByText('The offer is revoked, and we have told the applicant.')).toBeVisible()

  const applicant = await newPage(browser, { viewport: PHONE })
  await open(applicant, first.applicant, `/apply/${first.id}`)
  await expect(applicant.getByText('Your offer was revoked')).toBeVisible()
  await applicant.getByRole('link', { name: 'See the reason' }).click()
  await good(applicant, 'Offer of a scholarship')
  await expect(applicant.getByText('The certificate is not genuine')).toBeVisible()
  await expect(applicant.getByRole('link', { name: 'Download the letter as PDF' })).toBeHidden()
  await applicant.goto(`/verify-letter/${await codeOfLetter(first.id)}`)
  await expect(applicant.getByText('it is no longer valid')).toBeVisible()

  const waiting = await newPage(browser)
  await open(waiting, second.applicant, `/apply/${second.id}`)
  await expect(waiting.getByText('A scholarship is offered to you')).toBeVisible()

  const desk = await newPage(browser)
  await open(desk, officer, '/notifications')
  await expect(desk.getByText(`Offer revoked: application ${first.number}`)).toBeVisible()
  await desk.goto(path)
  await heading(desk, 'Offer')
  await expect(desk.getByRole('heading', { name: 'Revoke the offer' })).toBeHidden()
})

test('a code without a letter says that there is none', async ({ page }) => {
  await page.goto(`/verify-letter/${newCode()}`)
  await good(page, 'No letter has this code')
  await page.getByLabel('Code of the letter').fill('')
  await page.getByRole('button', { name: 'Verify' }).click()
  await expect(page.locator('#error-summary')).toContainText('Enter the code of the letter')
})
