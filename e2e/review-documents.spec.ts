import { expect, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { become, newPage, portal, signIn } from './pages/applicant'
import { LIMIT, tableOf, type Weight, weigh } from './pages/weigh'

// The file store of the server under test.
process.env.FILES_DIR = '.data/e2e/files'

/** A reviewer of an application whose documents are real PDFs with text. */
async function aReviewer(institution: string) {
  const { db, findCall, aStaffMember, anApplicant, anApplication, withFile, aPdfOf, assignTo } = await portal()
  const { submitApplication } = await import('@/lib/applying/application/submit')
  const { phdAnswers, phdDocuments } = await import('@/lib/tools/testing/answers')
  const { database } = await import('./pages/applicant')
  const call = (await findCall(db, '2021'))!
  const applicant = await anApplicant('Document Person')
  const choice = { ...phdAnswers.choice, institution }
  const id = await anApplication(applicant, call, { ...phdAnswers, choice })
  for (const kind of phdDocuments)
    await withFile(id, kind, await aPdfOf(`This is the ${kind} to be read.`), { filename: `${kind}.pdf` })
  await submitApplication(db, applicant, id, call)
  const sql = database()
  await sql`update applications set state = 'under-review' where id = ${id}`
  const [proposal] = await sql`select id from documents where application_id = ${id} and kind = 'proposal'`
  await sql.end()
  const passwordHash = await hashPassword(PASSWORD)
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }], { passwordHash })
  await assignTo(reviewer, id)
  return { id, reviewer, file: `/api/documents/${proposal!.id}?view` }
}

test('a document appears beside the form, where the browser can show it, and opens in a separate tab with one key', async ({
  page,
}) => {
  const { id, reviewer, file } = await aReviewer('imcas')
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|X-Frame-Options|Refused to/.test(message.text())) refused.push(message.text())
  })
  await signIn(page, reviewer.email, `/review/${id}`)
  await page.getByRole('tab', { name: 'Answers' }).focus()
  const came = page.waitForResponse((answer) => answer.url().endsWith(file))
  await page.getByRole('tab', { name: 'Research proposal' }).click()
  const answer = await came
  expect(answer.status()).toBe(200)
  expect(answer.request().frame()).not.toBe(page.mainFrame())
  const headers = answer.headers()
  expect(headers['content-type']).toBe('application/pdf')
  expect(headers['content-disposition']).toMatch(/^inline/)
  expect(headers['x-frame-options']).toBe('SAMEORIGIN')
  // Chromium's viewer needs these two in the PDF's own policy; the page's policy allows frames of this origin.
  expect(headers['content-security-policy']).toMatch(/object-src 'self'.*frame-ancestors 'self'/)
  const frame = page.locator('iframe[title="Research proposal"]')
  await expect(frame).toBeVisible()
  // The test browser has no PDF viewer, so the test compares the bytes.
  const { readPdf } = await import('@/lib/tools/testing/pdf-text')
  const { Readable } = await import('node:stream')
  const bytes = await (await page.request.get(file)).body()
  expect((await readPdf(Readable.from([bytes]))).all).toContain('This is the proposal to be read.')
  expect(refused).toEqual([])
  const { width, height } = (await frame.boundingBox())!
  expect(Math.min(width, height)).toBeGreaterThan(500)
  // From the tab, into its panel, to the link.
  await page.getByRole('tab', { name: 'Research proposal' }).focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  const link = page.getByRole('link', { name: 'Open in a tab of its own' })
  await expect(link).toBeFocused()
  await expect(link).toHaveAttribute('target', '_blank')
  await expect(link).toHaveAttribute('href', file)
})

test('on a phone there is the link, and no frame loads', async ({ browser }) => {
  const { id, reviewer, file } = await aReviewer('imech')
  const page = await newPage(browser, { viewport: { width: 375, height: 812 } })
  await signIn(page, reviewer.email, `/review/${id}`)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.getByRole('tab', { name: 'Research proposal' }).click()
  await expect(page.getByRole('link', { name: 'Open in a tab of its own' })).toHaveAttribute('href', file)
  await expect(page.locator('iframe')).toBeHidden()
  await page.getByRole('tab', { name: 'Answers' }).click()
  await expect(page.getByText('Soil moisture from radar')).toBeVisible()
  expect(asked.filter((url) => url.includes('/api/documents/'))).toEqual([])
})

test('the pages of a review and of calibration each transfer at most 200 kB on a cold visit', async ({
  browser,
}, info) => {
  const { db, findCall, aStaffMember } = await portal()
  const { id, reviewer } = await aReviewer('imr')
  const call = (await findCall(db, '2021'))!
  const passwordHash = await hashPassword(PASSWORD)
  const chief = await aStaffMember([{ role: 'chief', callId: call.id }], { passwordHash })
  const weights: [path: string, weight: Weight][] = []
  const pages = [
    ['/review', reviewer],
    [`/review/${id}`, reviewer],
    [`/review/${id}/conflict`, reviewer],
    [`/applications/${id}/reviews`, chief],
    ['/committee/calibration', chief],
  ] as const
  for (const [path, { email }] of pages) {
    const page = await newPage(browser)
    await become(page, email)
    weights.push([path.replace(id, '…'), await weigh(browser, path, await page.context().storageState())])
  }
  const table = tableOf(weights)
  console.log(table)
  await info.attach('weights', { body: table })
  expect(weights.filter(([, { all }]) => all > LIMIT)).toEqual([])
})
