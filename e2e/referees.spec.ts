import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { aPdf } from '@/lib/tools/testing/files'
import { fillPerson, newPage, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { expectState, fillLetter, openInvitation, ownAddresses, requestsOf } from './pages/referee'

/** An applicant on the page of referees, with unique referees. */
async function atReferees(page: Page, name: string) {
  const { email, id } = await readyApplication(name)
  const people = await ownAddresses(id)
  await signIn(page, email)
  await page.goto(`/apply/${id}/referees`)
  return { id, email, ...people }
}

const state = (page: Page) => page.locator('[data-state]')

async function expectFits(page: Page) {
  await expectAccessible(page)
  const wide = page.viewportSize()!
  await page.setViewportSize({ width: 375, height: 812 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await page.setViewportSize(wide)
}

test('a referee is invited, starts, comes back to the saved draft, and sends the letter', async ({ page, browser }) => {
  test.slow()
  const { id, referees } = await atReferees(page, 'Needs A Letter')
  await expectFits(page)
  await page.getByRole('button', { name: 'Send the invitation Professor One' }).click()
  await expect(page.getByText('The mail to Professor One is on its way')).toBeVisible()
  await expectState(page, 'Professor One', 'Invited')

  const referee = await openInvitation(browser, referees[0]!)
  await expect(referee.getByRole('heading', { level: 1 })).toHaveText('Reference letter for Needs A Letter')
  await expectFits(referee)
  const link = referee.url()
  await referee.getByRole('button', { name: 'Begin the letter' }).click()
  await expect(referee.getByRole('heading', { level: 1 })).toHaveText('Reference letter')
  await referee.locator('[id="knownHow"]').fill('I taught two courses')
  await expect(state(referee)).toHaveAttribute('data-state', 'saved')
  await expectState(page, 'Professor One', 'Opened')

  await referee.goto(link)
  await referee.getByRole('link', { name: 'Continue' }).click()
  await expect(referee.locator('[id="knownHow"]')).toHaveValue('I taught two courses')
  await referee.getByRole('button', { name: 'Save and continue' }).click()
  await expect(referee.locator('#error-summary')).toBeFocused()
  await expectFits(referee)
  await fillLetter(referee)
  await referee.getByRole('button', { name: 'Save and continue' }).click()
  await expect(referee.getByRole('heading', { level: 1 })).toHaveText('Check and send')
  await expect(referee.getByLabel('Keep my letter confidential')).toBeChecked()
  await expectFits(referee)
  await referee.getByRole('button', { name: 'Send the reference letter' }).click()
  await expect(referee.getByText('Your reference letter was received')).toBeVisible()
  await expectFits(referee)

  // The link shows the receipt and no letter, and can no longer change anything.
  for (const end of ['', '/answer', '/send', '/decline', '/not-me']) {
    await referee.goto(link + end)
    await expect(referee.getByText('Your reference letter was received')).toBeVisible()
    expect(await referee.content()).not.toContain('exceptional student')
  }
  const late = await referee.request.put(`/api/requests/${link.split('/').at(-1)}/answers`, {
    data: { answers: { verdict: 'no' }, version: 99, writer: 'late-writer', seq: 1 },
  })
  expect(late.status()).toBe(409)

  await expectState(page, 'Professor One', 'Received')
  await expect(page.getByRole('link', { name: 'Change or replace Professor One' })).toBeHidden()
  await expectFits(page)
  for (const path of [`/apply/${id}`, `/apply/${id}/referees`, `/apply/${id}/check`, `/api/applications/${id}/pdf`])
    expect(await (await page.request.get(path)).text()).not.toContain('exceptional student')
})

test('a letter as a PDF, with JavaScript off', async ({ page, browser }) => {
  test.slow()
  const { referees } = await atReferees(page, 'No Script Letter')
  await page.getByRole('button', { name: 'Send the invitation Professor Two' }).click()
  await expect(page.getByText('is on its way')).toBeVisible()
  const referee = await openInvitation(browser, referees[1]!, { javaScriptEnabled: false })
  await referee.getByRole('button', { name: 'Begin the letter' }).click()
  await fillLetter(referee)
  await referee.locator('input[name="form"][value="file"]').check()
  await referee.getByRole('button', { name: 'Save and continue' }).last().click()
  await expect(referee.getByRole('heading', { level: 1 })).toHaveText('Check and send')
  await expect(referee.getByRole('button', { name: 'Send the reference letter' })).toBeHidden()
  const upload = async (name: string, buffer: Buffer) => {
    await referee.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer })
    await referee.getByRole('button', { name: /^(Upload|Replace)/ }).click()
  }
  await upload('letter.pdf', Buffer.from('no PDF at all'))
  await expect(referee.getByText('This is not a PDF by its content')).toBeVisible()
  await upload('letter.pdf', aPdf(2))
  await expect(referee.locator('bdi:text-is("letter.pdf")')).toBeVisible()
  await upload('better.pdf', aPdf(2))
  await expect(referee.locator('bdi:text-is("better.pdf")')).toBeVisible()
  await referee.getByRole('button', { name: 'Send the reference letter' }).click()
  await expect(referee.getByText('Your reference letter was received')).toBeVisible()
  await expectState(page, 'Professor Two', 'Received')
})

test('a referee declines and is replaced; an applicant corrects a mistyped address; the old links end', async ({
  page,
  browser,
}) => {
  test.slow()
  const { referees } = await atReferees(page, 'Replaces')
  await page.getByRole('button', { name: 'Send all 3 invitations' }).click()
  await expect(page.getByText('The invitations are on their way')).toBeVisible()

  const first = await openInvitation(browser, referees[0]!)
  await first.getByRole('link', { name: 'I cannot write this letter' }).click()
  await expectFits(first)
  await first.getByLabel('Reason').fill('On leave until May')
  await first.getByRole('button', { name: 'Decline' }).click()
  await expect(first.getByText('You have declined')).toBeVisible()
  await expectFits(first)
  await expectState(page, 'Professor One', 'Declined')
  await expect(page.getByText('On leave until May')).toBeVisible()

  const second = await openInvitation(browser, referees[1]!)
  const secondLink = second.url()
  await second.getByRole('link', { name: 'This is not me' }).click()
  await expectFits(second)
  await second.getByRole('button', { name: 'This is not me' }).click()
  await expect(second.getByRole('heading', { name: 'Nothing is needed from you' })).toBeVisible()
  await expectFits(second)
  await expectState(page, 'Professor Two', 'Wrong address')

  await page.getByRole('link', { name: 'Change or replace Professor One' }).click()
  await expectFits(page)
  await page.locator('[id="email"]').fill('no address')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.locator('#error-summary')).toBeFocused()
  const replacing = `${randomUUID()}@university.example`
  await fillPerson(page, { name: 'Professor Three', email: replacing })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Professor Three is invited')).toBeVisible()
  await first.reload()
  await expect(first.getByRole('heading', { name: 'Nothing is needed from you' })).toBeVisible()

  await page.getByRole('link', { name: 'Change or replace Professor Two' }).click()
  const corrected = `${randomUUID()}@university.example`
  await page.locator('[id="email"]').fill(corrected)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Professor Two is invited')).toBeVisible()
  await second.goto(secondLink)
  await expect(second.getByRole('heading', { name: 'Nothing is needed from you' })).toBeVisible()
  const third = await openInvitation(browser, corrected)
  await expect(third.getByRole('button', { name: 'Begin the letter' })).toBeVisible()
})

test('a scanner that opens every link of every page in the mail changes nothing', async ({ page, browser }) => {
  const { id, referees, supervisor } = await atReferees(page, 'Scanned')
  await page.getByRole('button', { name: 'Send all 3 invitations' }).click()
  await expect(page.getByText('on their way')).toBeVisible()
  for (const email of [...referees, supervisor]) {
    const visitor = await openInvitation(browser, email)
    const link = visitor.url()
    const before = await requestsOf(id)
    const seen = new Set<string>()
    const queue = [link, ...['/answer', '/send', '/decline', '/not-me'].map((end) => link + end)]
    for (let path = queue.pop(); path; path = queue.pop()) {
      if (seen.has(path)) continue
      seen.add(path)
      for (const method of ['GET', 'HEAD']) await visitor.request.fetch(path, { method })
      await visitor.goto(path)
      const found = await visitor
        .locator('a[href*="/r/"]')
        .evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href))
      queue.push(...found)
    }
    expect(seen.size).toBeGreaterThanOrEqual(5)
    expect(await requestsOf(id)).toEqual(before)
  }
})

test('an invalid link gets the answer of an ended one, and a stranger’s forms change nothing', async ({
  page,
  browser,
}) => {
  const { id, referees } = await atReferees(page, 'Guessed')
  await page.getByRole('button', { name: 'Send the invitation Professor One' }).click()
  await expect(page.getByText('is on its way')).toBeVisible()
  const referee = await openInvitation(browser, referees[0]!, { javaScriptEnabled: false })
  const visitor = await newPage(browser)
  const altered = `${referee.url().slice(0, -1)}${referee.url().endsWith('A') ? 'B' : 'A'}`
  for (const path of [altered, '/r/x', `/r/${'A'.repeat(43)}`]) {
    for (const end of ['', '/answer', '/send', '/decline', '/not-me']) {
      await visitor.goto(path + end)
      await expect(visitor.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
    }
  }
  await expectFits(visitor)
  // The referee's own form, with another token.
  const before = await requestsOf(id)
  await referee
    .locator('input[name="token"]')
    .first()
    .evaluate((input) => {
      ;(input as HTMLInputElement).value = 'A'.repeat(43)
    })
  await referee.getByRole('button', { name: 'Begin the letter' }).click()
  await expect(referee.getByText('This link does not work')).toBeVisible()
  expect(await requestsOf(id)).toEqual(before)
})
