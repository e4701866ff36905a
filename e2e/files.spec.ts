import { expect, type Page, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { aPdf, sampleFile } from '@/lib/tools/testing/files'
import { PASSWORD } from './pages/account'
import { database, newPage, portal, signIn, startedApplication } from './pages/applicant'
import { expectAccessible } from './pages/axe'

const WAITS = 'We are checking it for malware. It can be opened when that is done.'
const GONE = 'We found malware in it, so we removed it.'

test('a phone’s photo is converted, a Word file is refused with advice, and a file’s content decides, whatever its name', async ({
  page,
}) => {
  const path = await startedApplication(page, 'Many Files')
  await page.goto(`${path}/documents`)
  const card = (kind: string) => page.locator(`section:has([id="kind-${kind}"])`)
  const send = async (kind: string, name: string, buffer: Buffer) => {
    await card(kind).locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    await card(kind)
      .getByRole('button', { name: /^(Upload|Replace)/ })
      .click()
  }
  const answerTo = async (kind: string) => {
    const href = await card(kind)
      .getByRole('link', { name: /^Download/ })
      .getAttribute('href')
    const answer = await page.request.get(href!)
    return { headers: answer.headers(), bytes: await answer.body() }
  }

  await send('passport', 'IMG_0042.HEIC', sampleFile('photo.heic'))
  await expect(card('passport').getByText('Converted to JPEG.')).toBeVisible()
  await expect(card('passport').locator('bdi')).toHaveText('IMG_0042.jpg')
  const photo = await answerTo('passport')
  expect(photo.headers['content-type']).toBe('image/jpeg')
  await page.evaluate(
    async (href) => {
      const picture = new Image()
      picture.src = href
      await picture.decode()
    },
    (await card('passport').getByRole('link', { name: /^View/ }).getAttribute('href'))!,
  )

  await send('cv', 'cv.pdf', sampleFile('letter.docx'))
  const error = page.locator('[id="cv-error"]')
  await expect(error).toContainText('This is a Word document. Save it as PDF')
  await expect(card('cv').locator('input[type=file]')).toHaveAttribute('aria-describedby', 'cv-error')
  await expectAccessible(page)

  await send('cv', 'cv.html', Buffer.concat([Buffer.from('<script>alert(1)</script>\n'), aPdf()]))
  await expect(card('cv').locator('bdi')).toHaveText('cv.pdf')
  await expect(error).toBeHidden()
  await expect(card('cv').getByText('data that stood before the document')).toBeVisible()
  const { headers, bytes } = await answerTo('cv')
  expect(headers['content-type']).toBe('application/pdf')
  expect(headers['content-disposition']).toBe('attachment; filename=cv.pdf')
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.includes('<script>')).toBe(false)
})

test('applicant, staff and reviewer see when a file waits for the scanner, and when it was removed', async ({
  page,
  browser,
}) => {
  const { db, findCall, aStaffMember, aSubmitted, assignTo } = await portal()
  const call = (await findCall(db, '2021'))!
  const { id, applicant } = await aSubmitted(call, { institution: 'ihb', state: 'under-review', name: 'Held Files' })
  const { documents, people } = await import('@/db/schema')
  const { and, eq } = await import('drizzle-orm')
  const passwordHash = await hashPassword(PASSWORD)
  await db.update(people).set({ passwordHash }).where(eq(people.id, applicant.id))
  const scanned = (kind: string, scan: 'waiting' | 'infected') =>
    db
      .update(documents)
      .set({ scan })
      .where(and(eq(documents.applicationId, id), eq(documents.kind, kind)))
  // The server has no scanner, so its clock would release the file; that waits for the transaction that locks the
  // application's row.
  const holding = database()
  await holding`begin`
  await holding`select from applications where id = ${id} for share`
  await scanned('proposal', 'waiting')
  await scanned('cv', 'infected')
  const officer = await aStaffMember([{ role: 'officer', callId: call.id, institution: 'ihb' }], { passwordHash })
  const reviewer = await aStaffMember([{ role: 'reviewer', callId: call.id }], { passwordHash })
  await assignTo(reviewer, id)
  const as = async (email: string, path: string): Promise<Page> => {
    const own = await newPage(browser)
    await signIn(own, email, path)
    await own.goto(path)
    return own
  }

  const staff = await as(officer.email, `/applications/${id}`)
  const list = staff.getByRole('region', { name: 'Documents', exact: true })
  await expect(list.getByText(WAITS)).toBeVisible()
  await expect(list.getByText(GONE)).toBeVisible()
  await expect(list.getByRole('listitem').filter({ hasText: WAITS }).getByRole('link')).toHaveCount(0)
  await expect(list.getByRole('link').first()).toBeVisible()
  await expectAccessible(staff)
  await staff.setViewportSize({ width: 1280, height: 900 })
  await staff.goto(`/applications/${id}/check`)
  await expect(staff.getByText(WAITS).first()).toBeVisible()

  const review = await as(reviewer.email, `/review/${id}`)
  await review.getByRole('tab', { name: 'Research proposal' }).click()
  const panel = review.getByRole('tabpanel', { name: 'Research proposal' })
  await expect(panel).toContainText(WAITS)
  await expect(panel.locator('a, iframe')).toHaveCount(0)

  await signIn(page, applicant.email)
  await page.goto(`/apply/${id}/check`)
  await expect(page.getByText(WAITS)).toBeVisible()
  await expect(page.getByText(GONE)).toBeVisible()
  await holding.end()
})
