import { Readable } from 'node:stream'
import { type Browser, expect, type Page, test } from '@playwright/test'
import yauzl from 'yauzl'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { database, newPage, portal, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'

/** Two UCAS applicants: one has just submitted, the other has a letter; the documents are rows without files. */
async function submittedApplication(browser: Browser, name: string, options?: Parameters<Browser['newContext']>[0]) {
  const { email, id } = await readyApplication(name)
  const page = await newPage(browser, options)
  await signIn(page, email)
  await page.goto(`/apply/${id}/check`)
  await page.getByRole('button', { name: 'Submit the application' }).click()
  await expect(page.getByRole('heading', { name: 'Application submitted' })).toBeVisible()
  const { withLetter } = await portal()
  await withLetter(id, 'one@university.example', { text: 'OKAPI letter. '.repeat(30) })
  const number = (await page.getByText(/^ANSO-2021-P-/).textContent())!
  return { page, id, number }
}

async function asStaff(page: Page, who: string) {
  await signIn(page, `${who}@demo.example`, '/dossiers')
}

/** Follows the link to the PDF from the open page, over the waiting page if there is one. */
async function download(page: Page, link: string) {
  const href = (await page.getByRole('link', { name: link }).getAttribute('href'))!
  const first = await page.request.get(href, { maxRedirects: 0 })
  if (first.status() === 303) {
    await page.goto(first.headers().location!)
    await expect(page.getByText('The PDF is ready.')).toBeVisible({ timeout: 30_000 })
  }
  const answer = await page.request.get(href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  expect(answer.headers()['content-security-policy']).toContain("default-src 'none'")
  return readPdf(Readable.from([await answer.body()]))
}

test('the applicant waits for everything as one PDF, which contains no letter', async ({ browser }) => {
  const { page, id, number } = await submittedApplication(browser, 'Own Dossier')
  await page.goto(`/apply/${id}`)
  await page.getByRole('link', { name: 'Download everything as one PDF' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Everything as one PDF' })).toBeVisible()
  await expect(page.getByText('The PDF is ready.')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  const { all, bookmarks } = await download(page, 'Download the PDF')
  expect(all).toContain(number)
  expect(all).not.toContain('OKAPI')
  expect(bookmarks.join()).not.toContain('letter')
})

test('without JavaScript the waiting page reloads by itself', async ({ browser }) => {
  const { page, id } = await submittedApplication(browser, 'Without Script', { javaScriptEnabled: false })
  await page.goto(`/dossiers/${id}`)
  await expect(page.getByText('The PDF is ready.')).toBeVisible({ timeout: 30_000 })
})

test('an applicant can retry a dossier that failed', async ({ browser }) => {
  const { page, id } = await submittedApplication(browser, 'Failed Before')
  const sql = database()
  await sql`select graphile_worker.add_job('dossier', '{}', job_key := ${`dossier:${id}:own`}, run_at := now() + interval '1 day')`
  await page.goto(`/dossiers/${id}`)
  await expect(page.getByText('looks again by itself')).toBeVisible()
  await expectAccessible(page)
  await sql`update graphile_worker._private_jobs set attempts = max_attempts where key = ${`dossier:${id}:own`}`
  await sql.end()
  await expect(page.getByText('could not be made')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('The PDF is ready.')).toBeVisible({ timeout: 30_000 })
})

test('an officer of the institution reads it with the letter, an officer of another cannot', async ({
  page,
  browser,
}) => {
  const { id, number } = await submittedApplication(browser, 'For The Officer')
  await asStaff(page, 'officer-ucas')
  await expectAccessible(page)
  const row = page.getByRole('listitem').filter({ hasText: number })
  await expect(row).toContainText('Letters: 1 of 2')
  const { all } = await download(page, 'Dossier of For The Officer')
  expect(all).toContain('OKAPI letter')
  const sql = database()
  const read = await sql`
    select e.actor_role, p.email from events e join people p on p.id = e.actor_id
    where e.application_id = ${id} and e.type = 'dossier-read'`
  await sql.end()
  expect(read).toEqual([{ actor_role: 'officer', email: 'officer-ucas@demo.example' }])
  const other = await newPage(browser)
  await asStaff(other, 'officer-ustc')
  await expect(other.getByText(number)).toHaveCount(0)
  for (const path of [`/api/applications/${id}/dossier`, `/dossiers/${id}`])
    expect((await other.request.get(path)).status(), path).toBe(404)
})

test('an admin downloads all dossiers as one archive, which is recorded', async ({ page, browser }) => {
  const { number } = await submittedApplication(browser, 'In The Archive')
  await asStaff(page, 'admin')
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: /Download all as one archive/ }).click()
  const names: string[] = []
  for await (const entry of (await yauzl.openPromise(await (await started).path())).eachEntry())
    names.push(entry.fileName)
  expect(names).toContain(`${number} In The Archive.pdf`)
  const sql = database()
  const [event] = await sql`
    select e.data from events e join people p on p.id = e.actor_id
    where e.type = 'dossiers-downloaded' and p.email = 'admin@demo.example' order by e.id desc limit 1`
  await sql.end()
  expect(event!.data.count).toBeGreaterThanOrEqual(1)
})

test('fits a phone', async ({ page, browser }) => {
  await submittedApplication(browser, 'Wolfeschlegelsteinhausenbergerdorff Abcdefghijklmnop')
  await page.setViewportSize({ width: 375, height: 812 })
  await asStaff(page, 'admin')
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
})
