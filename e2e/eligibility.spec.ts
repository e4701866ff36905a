import { Readable } from 'node:stream'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { aPdf } from '@/lib/tools/testing/files'
import { PASSWORD } from './pages/account'
import { database, newPage, portal, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

// The files of the server under test.
process.env.FILES_DIR = '.data/e2e/files'

const NOTE = 'Zwölfkampf: only staff read this'
const OFFICER = 'Officer Quetzalcoatl'

/** An officer of the institution, and an application to it whose passport is a real file. */
async function aCase(institution: string, name: string) {
  const { findCall, db, aStaffMember, aSubmitted } = await portal()
  const call = (await findCall(db, '2021'))!
  const passwordHash = await hashPassword(PASSWORD)
  const role = { role: 'officer', callId: call.id, institution } as const
  const officer = await aStaffMember([role], { name: OFFICER, passwordHash })
  const made = await aSubmitted(call, { institution, name, passwordHash })
  const { storage } = await import('@/lib/applying/document/storage')
  const sql = database()
  const [row] = await sql`select storage_key from documents where application_id = ${made.id} and kind = 'passport'`
  await sql.end()
  await (await storage()).put(row!.storage_key, Readable.from(aPdf()))
  return { ...made, officer }
}

async function asStaff(browser: Browser, email: string, path: string, options?: Parameters<Browser['newContext']>[0]) {
  const page = await newPage(browser, options)
  await signIn(page, email, path)
  await page.goto(path)
  return page
}

const item = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const narrow = async (page: Page) => {
  await page.setViewportSize({ width: 375, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(375)
  await page.setViewportSize({ width: 1280, height: 900 })
}

test('an officer checks with the evidence beside and returns it; the applicant sees only what is meant for them', async ({
  browser,
}) => {
  const { id, applicant, officer } = await aCase('imp', 'Aster Bekele')
  const page = await asStaff(browser, officer.email, `/applications/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Aster Bekele' })).toBeVisible()
  await expect(page.getByText('Soil moisture from radar').first()).toBeVisible()
  await expectAccessible(page)
  await narrow(page)

  await page.getByRole('link', { name: 'Check eligibility' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Eligibility check' })).toBeVisible()
  await expectAccessible(page)
  await narrow(page)
  const passport = item(page, 'Passport')
  await expect(item(page, 'PhD applicants were born on or after 1 January 1986.')).toContainText('Seems met')
  const shown = page.waitForResponse((answer) => /\/api\/documents\/.+\?view/.test(answer.url()))
  await passport.getByRole('link', { name: 'passport.pdf' }).click()
  expect((await shown).headers()['content-type']).toBe('application/pdf')

  // Each choice saves, by mouse and by key, and the count of open items follows.
  const left = page.getByText('still to be judged')
  const before = Number.parseInt((await left.textContent())!, 10)
  await passport.getByRole('radio', { name: 'Not met' }).check()
  await expect(passport.getByText(`Saved. Judged by ${OFFICER}`)).toBeVisible()
  await expect(left).toHaveText(new RegExp(`^${before - 1} of `))
  await passport.getByLabel('Note for staff').fill(NOTE)
  await passport.getByLabel('Note for staff').press('Tab')
  await expect(passport.getByText(`Saved. Judged by ${OFFICER}`)).toBeVisible()
  await passport.focus()
  await page.keyboard.press('j')
  await expect(item(page, 'CV with research experience')).toBeFocused()
  await page.keyboard.press('1')
  await expect(item(page, 'CV with research experience').getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(passport.getByRole('radio', { name: 'Not met' })).toBeChecked()
  await expect(passport.getByLabel('Note for staff')).toHaveValue(NOTE)
  await expect(item(page, 'CV with research experience').getByRole('radio', { name: 'Met', exact: true })).toBeChecked()

  // Finding it eligible against the checklist shows a warning.
  await page.getByRole('link', { name: 'Decide', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Decide on eligibility' })).toBeVisible()
  await page.getByRole('radio', { name: /^Eligible/ }).check()
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  await expect(page.getByText('Judged as not met: “Passport”.')).toBeVisible()
  await page.getByRole('button', { name: 'Change it' }).click()
  await page.getByRole('radio', { name: /^Return it/ }).check()
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  await expect(page.getByRole('alert').getByText('Say what to correct; the applicant reads it')).toBeVisible()
  await expectAccessible(page)
  await narrow(page)
  await page.getByLabel('What to correct').fill('The passport cannot be read.\nPlease upload a sharper scan.')
  await page.getByLabel('Note for staff').fill(NOTE)
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  const letter = page.getByRole('blockquote')
  await expect(letter).toContainText('Please upload a sharper scan.')
  await expect(letter).toContainText('23:59 (Beijing time)')
  await expect(letter).not.toContainText(NOTE)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Yes, return it' }).click()
  await expect(page.getByText('Your decision is saved, and we have told the applicant.')).toBeVisible()

  const own = await newPage(browser)
  await signIn(own, applicant.email)
  const paths = ['', '/check', '/choice', '/documents', '/languages', '/withdraw'].map((path) => `/apply/${id}${path}`)
  for (const path of [...paths, '/apply', '/notifications', `/api/applications/${id}/dossier`]) {
    const html = await (await own.request.get(path)).text()
    for (const secret of [NOTE, OFFICER, 'Not met']) expect(html, path).not.toContain(secret)
  }
  for (const path of ['', '/check', '/check/decide', '/letters'])
    expect((await own.request.get(`/applications/${id}${path}`)).status(), path).toBe(404)
})

test('an applicant corrects and resubmits; an officer finds it eligible, and takes that back', async ({ browser }) => {
  const { id, number, applicant, officer } = await aCase('imp', 'Fikirte Girma')
  const { decideEligibility } = await import('@/lib/selecting/eligibility/decide')
  const { db } = await portal()
  const sql = database()
  await sql`insert into eligibility_checks (application_id, item, verdict, note, person_id)
    values (${id}, 'document:passport', 'not-met', ${NOTE}, ${officer.id})`
  await sql.end()
  const correctBy = new Date(Date.now() + 7 * 86_400_000)
  await decideEligibility(db, officer, id, { outcome: 'returned', told: 'Please upload a sharper scan.', correctBy })
  await correct(browser, applicant.email, id, number)

  const page = await asStaff(browser, officer.email, '/notifications')
  const passport = item(page, 'Passport')
  await page.getByRole('button', { name: `Application ${number} was corrected` }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Eligibility check' })).toBeVisible()
  const changes = page.getByRole('region', { name: 'Changed since the submission before' })
  await expect(changes).toContainText('sharper.pdf')
  await expect(changes).not.toContainText('Research proposal')
  await expect(passport).toContainText('The answer or document behind it has changed since')
  await expectAccessible(page)
  await passport.getByRole('radio', { name: 'Met', exact: true }).check()
  await expect(passport.getByText('Saved.')).toBeVisible()
  await page.getByRole('link', { name: 'Decide', exact: true }).click()
  await page.getByRole('radio', { name: /^Eligible/ }).check()
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  await page.getByRole('button', { name: 'Yes, it is eligible' }).click()
  await expect(page.getByText('Your decision is saved, and we have told the applicant.')).toBeVisible()
  await page.getByRole('button', { name: 'Take it back and check again' }).click()
  await expect(page.getByText('You took the decision back')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Decide', exact: true })).toBeVisible()
})

/** The applicant reads what to correct, changes only the passport, and submits again. */
async function correct(browser: Browser, email: string, id: string, number: string) {
  const page = await newPage(browser)
  await signIn(page, email)
  await page.goto(`/apply/${id}`)
  await expect(page.getByText('Please upload a sharper scan.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Scholarship and host institution' }).click()
  await expect(page.getByText('This cannot be changed while you correct a returned application.')).toHaveCount(2)
  await page.getByLabel('Discipline').selectOption({ index: 3 })
  await page.getByLabel('Discipline').selectOption('physics')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Personal details' })).toBeVisible()
  await page.goto(`/apply/${id}/documents`)
  const form = page.locator('form:has([id="passport"])')
  const file = { name: 'sharper.pdf', mimeType: 'application/pdf', buffer: aPdf(2) }
  await form.locator('input[type=file]').setInputFiles(file)
  await form.getByRole('button', { name: /^Replace/ }).click()
  await expect(page.locator('bdi', { hasText: 'sharper.pdf' })).toBeVisible()
  await page.goto(`/apply/${id}/check`)
  await page.getByRole('button', { name: 'Submit the application' }).click()
  await expect(page.getByText(number)).toBeVisible()
}

test('without JavaScript an officer judges an item, and sees a decision before making it', async ({ browser }) => {
  const { id, officer } = await aCase('iocas', 'Bontu Abera')
  const page = await asStaff(browser, officer.email, `/applications/${id}/check`, { javaScriptEnabled: false })
  const language = item(page, 'Proof of language')
  await language.getByRole('radio', { name: 'Unclear' }).check()
  await language.getByRole('button', { name: 'Save' }).click()
  await expect(language).toContainText(`Unclear by ${OFFICER}`)
  await page.getByRole('link', { name: 'Decide', exact: true }).click()
  await page.getByRole('radio', { name: /^Not eligible/ }).check()
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  await expect(page.getByText('Give the reason; the applicant reads it').first()).toBeVisible()
  await page.getByLabel('The reason').fill('The degree is not finished.')
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  await expect(page.getByText('No item of the checklist is judged as not met.')).toBeVisible()
  await page.getByRole('button', { name: 'Yes, it is not eligible' }).click()
  await expect(page.getByText('Your decision is saved, and we have told the applicant.')).toBeVisible()
})

test('of two officers, the second one’s decision is refused with what the first decided', async ({ browser }) => {
  const { id, officer } = await aCase('ioe', 'Chaltu Dinka')
  const pages = await Promise.all([0, 1].map(() => asStaff(browser, officer.email, `/applications/${id}/check/decide`)))
  for (const [page, name] of [
    [pages[0]!, /^Eligible/],
    [pages[1]!, /^Not eligible/],
  ] as const) {
    await page.getByRole('radio', { name }).check()
    if (await page.getByLabel('The reason').isVisible()) await page.getByLabel('The reason').fill('A reason')
    await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
    await expect(page.getByRole('heading', { name: 'The applicant will get this message' })).toBeVisible()
  }
  await pages[0]!.getByRole('button', { name: 'Yes, it is eligible' }).click()
  await expect(pages[0]!.getByText('Your decision is saved')).toBeVisible()
  await pages[1]!.getByRole('button', { name: 'Yes, it is not eligible' }).click()
  await expect(pages[1]!.getByText(`${OFFICER} decided: eligible.`)).toBeVisible()
})

test('staff read letters, and each reading is recorded', async ({ browser }) => {
  const { id, officer } = await aCase('imde', 'Dinkinesh Eshetu')
  const { withLetter } = await portal()
  await withLetter(id, 'one@university.example', { text: 'A letter on the okapi. '.repeat(20) })
  const page = await asStaff(browser, officer.email, `/applications/${id}`)
  await page.getByRole('link', { name: 'Read what was answered (1)' }).click()
  await expect(page.getByText('A letter on the okapi.').first()).toBeVisible()
  await expectAccessible(page)
  await narrow(page)
  await page.goto(`/applications/${id}`)
  await expect(page.getByText('Letters read')).toBeVisible()
})
