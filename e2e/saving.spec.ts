import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { aPdf } from '@/lib/tools/testing/files'
import { database, newPage, readyApplication, signIn, startedApplication } from './pages/applicant'
import { expectAccessible } from './pages/axe'

const field = (page: Page, id: string) => page.locator(`[id="${id}"]`)
const state = (page: Page) => page.locator('[data-state]')

test('an answer that the page calls saved is there after a reload', async ({ page }) => {
  const path = await startedApplication(page, 'Saver')
  await page.goto(`${path}/languages`)
  await field(page, 'mother').fill('Қазақ тілі')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await page.reload()
  await expect(field(page, 'mother')).toHaveValue('Қазақ тілі')
})

test('an answer typed before the page’s code has loaded is kept and saved', async ({ page }) => {
  const path = await startedApplication(page, 'Slow Line')
  let release = () => {}
  const line = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await line
    await route.continue()
  })
  await page.goto(`${path}/education`, { waitUntil: 'commit' })
  await field(page, 'degrees.0.institution').pressSequentially('አዲስ አበባ')
  release()
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await expect(field(page, 'degrees.0.institution')).toHaveValue('አዲስ አበባ')
  await page.reload()
  await expect(field(page, 'degrees.0.institution')).toHaveValue('አዲስ አበባ')
})

test('two tabs never overwrite each other silently: the page shows both versions, and the applicant chooses', async ({
  page,
  context,
}) => {
  const path = await startedApplication(page, 'Two Tabs')
  await page.goto(`${path}/languages`)
  const other = await context.newPage()
  await other.goto(`${path}/languages`)
  await field(page, 'mother').fill('from the first tab')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await field(other, 'mother').fill('from the second tab')
  await expect(other.getByRole('heading', { name: 'This section was changed somewhere else' })).toBeVisible()
  await expect(other.getByRole('cell', { name: 'from the first tab' })).toBeVisible()
  await expectAccessible(other)
  await other.getByRole('button', { name: 'Keep what I typed here' }).click()
  await expect(state(other)).toHaveAttribute('data-state', 'saved')
  await page.reload()
  await expect(field(page, 'mother')).toHaveValue('from the second tab')
})

/** Types offline in a new page, and closes it: the browser keeps a draft. */
async function leaveDraft(context: BrowserContext, path: string, text: string) {
  const page = await context.newPage()
  await page.goto(`${path}/languages`, { waitUntil: 'networkidle' })
  await expect(state(page)).toHaveAttribute('data-state', 'idle')
  await context.setOffline(true)
  await field(page, 'mother').fill(text)
  await expect(state(page)).toHaveAttribute('data-state', 'offline')
  await page.close()
  await context.setOffline(false)
}

test('a kept draft never overwrites what was saved elsewhere meanwhile: typing waits for the choice', async ({
  page,
  context,
  browser,
}) => {
  const path = await startedApplication(page, 'Laptop And Phone')
  await leaveDraft(context, path, 'from the laptop')
  const phone = await newPage(browser)
  await phone.context().addCookies(await context.cookies())
  await phone.goto(`${path}/languages`)
  await field(phone, 'test').fill('from the phone')
  await expect(state(phone)).toHaveAttribute('data-state', 'saved')
  await page.goto(`${path}/languages`)
  await expect(state(page)).toHaveAttribute('data-state', 'conflict')
  await field(page, 'test').fill('typed on')
  await page.getByRole('button', { name: 'Save and come back later' }).click()
  await expect(state(page)).toHaveAttribute('data-state', 'conflict')
  await phone.reload()
  await expect(field(phone, 'test')).toHaveValue('from the phone')
  await page.getByRole('button', { name: 'Use the version saved elsewhere' }).click()
  await expect(field(page, 'test')).toHaveValue('from the phone')
})

test('an application cannot be submitted while this browser keeps unsent answers', async ({ page, context }) => {
  const { email, id } = await readyApplication('Unsent')
  const path = `/apply/${id}`
  await signIn(page, email)
  await leaveDraft(context, path, 'typed offline')
  await page.goto(`${path}/check`)
  await expect(page.getByText('Answers on this device were not sent yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Submit the application' })).toBeHidden()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: 'Languages', exact: true }).click()
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await page.goto(`${path}/check`)
  await expect(page.getByRole('button', { name: 'Submit the application' })).toBeVisible()
  await expect(page.getByText('typed offline')).toBeVisible()
})

test('a browser without storage space says that it keeps nothing', async ({ page, context }) => {
  const path = await startedApplication(page, 'No Room')
  await page.goto(`${path}/languages`)
  await expect(state(page)).toHaveAttribute('data-state', 'idle')
  await page.evaluate(() => {
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
      try {
        for (let n = 0; ; n++) localStorage.setItem(`full-${size}-${n}`, 'x'.repeat(size))
      } catch {}
    }
  })
  await context.setOffline(true)
  await field(page, 'mother').fill('nowhere to keep')
  await expect(state(page)).toHaveText(/Not saved: you are offline.*Do not close this page/)
  await context.setOffline(false)
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
})

test('with JavaScript off a conflict stays until the applicant chooses a version', async ({ page, browser }) => {
  const path = await startedApplication(page, 'No Script Conflict')
  const other = await newPage(browser, { javaScriptEnabled: false, storageState: await page.context().storageState() })
  await other.goto(`${path}/languages`)
  await page.goto(`${path}/languages`)
  await field(page, 'mother').fill('from the first tab')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await field(other, 'mother').fill('from the second tab')
  for (const _again of [1, 2]) {
    await other.getByRole('button', { name: 'Save and continue' }).last().click()
    await expect(other.getByRole('heading', { name: 'This section was changed somewhere else' })).toBeVisible()
  }
  await page.reload()
  await expect(field(page, 'mother')).toHaveValue('from the first tab')
  await other.getByRole('button', { name: 'Keep what I typed here' }).click()
  await page.reload()
  await expect(field(page, 'mother')).toHaveValue('from the second tab')
})

test('with JavaScript off, answers of the other track stay', async ({ page, browser }) => {
  const { email, id } = await readyApplication('Aside')
  await signIn(page, email)
  const plain = await newPage(browser, { javaScriptEnabled: false, storageState: await page.context().storageState() })
  const chooses = async (track: string) => {
    await plain.goto(`/apply/${id}/choice`)
    await plain.locator(`input[value="${track}"]`).check()
    await plain.getByRole('button', { name: 'Save and continue' }).last().click()
  }
  await chooses('masters')
  await plain.goto(`/apply/${id}/research`)
  await plain.locator('[id="title"]').fill('Another title')
  await plain.getByRole('button', { name: 'Save and continue' }).last().click()
  await chooses('phd')
  await plain.goto(`/apply/${id}/research`)
  await expect(plain.locator('[id="title"]')).toHaveValue('Another title')
  await expect(plain.locator('[id="experience"]')).toHaveValue(/Two years in a laboratory/)
})

test('errors stand beside the field and in a summary that links to it', async ({ page }) => {
  const path = await startedApplication(page, 'Mistaken')
  await page.goto(`${path}/passport`)
  await field(page, 'number').fill('??')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  const summary = page.locator('#error-summary')
  await expect(summary).toBeFocused()
  await expectAccessible(page)
  await summary.getByRole('link', { name: /Enter the number as in the passport/ }).click()
  await expect(field(page, 'number')).toBeFocused()
})

test('the page says how it reads an answer, and asks to confirm an unusual date', async ({ page }) => {
  const path = await startedApplication(page, 'Other Digits')
  await page.goto(`${path}/passport`)
  await field(page, 'latinName').fill('DIGITS OTHER')
  await field(page, 'number').fill('Ａ１２３４５６７８')
  await expect(page.getByText('Read as A12345678')).toBeVisible()
  await field(page, 'issuedBy').selectOption('IR')
  for (const [name, typed] of [
    ['issuedOn.day', '۲'],
    ['issuedOn.month', '۳'],
    ['issuedOn.year', '۲۰۲۰'],
    ['expiresOn.day', '1'],
    ['expiresOn.month', '3'],
    ['expiresOn.year', '2090'],
  ] as const)
    await field(page, name).fill(typed)
  await expect(page.getByText('Read as 2 March 2020')).toBeVisible()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  const asked = field(page, 'expiresOn-error')
  await expect(asked).toContainText('is 2090 a year of the Nepali calendar')
  await expectAccessible(page)
  await page.getByLabel('The year 2090 is right').check()
  await expect(asked).toBeHidden()
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.waitForURL(/\/education$/)
  await page.goto(`${path}/passport`)
  await expect(page.getByLabel('The year 2090 is right')).toBeChecked()
  await expect(page.getByText('Read as A12345678')).toBeVisible()
  await page.goto(`${path}/check`)
  await expect(page.getByText('1 March 2090')).toBeVisible()
})

test('offline answers stay on this device even in a closed tab, and are sent when the network is back', async ({
  page,
  context,
}) => {
  const path = await startedApplication(page, 'Off Line')
  await page.goto(`${path}/languages`)
  await field(page, 'test').fill('saved before')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await context.setOffline(true)
  await field(page, 'mother').fill('typed offline')
  await expect(state(page)).toHaveAttribute('data-state', 'offline')
  await page.close()
  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`${path}/languages`)
  await expect(field(again, 'mother')).toHaveValue('typed offline')
  await expect(state(again)).toHaveAttribute('data-state', 'saved')
  await again.reload()
  await expect(field(again, 'mother')).toHaveValue('typed offline')
})

test('an applicant signed out meanwhile keeps the typed text, and saves it after signing in elsewhere', async ({
  page,
  context,
}) => {
  const path = await startedApplication(page, 'Signed Out')
  await page.goto(`${path}/languages`)
  const cookies = await context.cookies()
  await context.clearCookies()
  await field(page, 'mother').fill('typed signed out')
  await expect(state(page)).toHaveAttribute('data-state', 'signed-out')
  await expectAccessible(page)
  await context.addCookies(cookies)
  await field(page, 'mother').fill('typed signed in')
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
})

test('signed out meanwhile, with JavaScript off: the sign-in page says what to do', async ({ browser }) => {
  const page = await newPage(browser, { javaScriptEnabled: false })
  const path = await startedApplication(page, 'Signed Out')
  await page.goto(`${path}/languages`)
  await page.context().clearCookies()
  await field(page, 'mother').fill('typed signed out')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByText('we did not save what you sent')).toBeVisible()
})

test('wrong files are refused with a clear message; the right one is kept, viewed, replaced, removed and restored', async ({
  page,
}) => {
  const path = await startedApplication(page, 'Wrong Files')
  await page.goto(`${path}/choice`)
  await page.getByLabel('PhD').check()
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await page.goto(`${path}/documents`)
  const form = page.locator('form:has([id="cv"])')
  const send = async (name: string, buffer: Buffer) => {
    await form.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer })
    await form.getByRole('button', { name: /^(Upload|Replace)/ }).click()
  }
  await send('notes.pdf', Buffer.from('only text'))
  await expect(page.getByText('This is not a PDF by its content')).toBeVisible()
  await expectAccessible(page)
  await send('cut.pdf', aPdf().subarray(0, 200))
  await expect(page.getByText('The PDF is broken')).toBeVisible()
  await send('large.pdf', Buffer.alloc(11 * 1024 * 1024))
  await expect(page.getByText('larger than 10 MB')).toBeVisible()
  await send('cv.pdf', aPdf())
  const card = page.locator('section:has([id="kind-cv"])')
  await expect(card.locator('bdi:text-is("cv.pdf")')).toBeVisible()
  const view = await page.request.get((await card.getByRole('link', { name: /^View/ }).getAttribute('href'))!)
  expect(view.headers()['content-security-policy']).toContain("default-src 'none'")
  await send('better.pdf', aPdf())
  await expect(card.locator('bdi:text-is("better.pdf")')).toBeVisible()
  await expect(card.locator('bdi:text-is("cv.pdf")')).toBeHidden()
  await card.getByRole('button', { name: 'Remove better.pdf' }).click()
  await expect(card.locator('bdi:text-is("better.pdf")')).toBeHidden()
  await page.getByRole('button', { name: 'Put it back' }).click()
  await expect(card.locator('bdi:text-is("better.pdf")')).toBeVisible()
})

test.describe('past the deadline', () => {
  test('the page says so and keeps the draft', async ({ page }) => {
    const path = await startedApplication(page, 'Too Late')
    await page.goto(`${path}/languages`)
    await field(page, 'mother').fill('kept')
    await expect(state(page)).toHaveAttribute('data-state', 'saved')
    const sql = database()
    const id = path.split('/').at(-1)!
    // A separate, closed Call, so that the other tests' Call stays open.
    const closed = `closed-${id}`
    await sql`insert into calls (slug, title, definition, opens_at, closes_at) select ${closed}, title, definition, '2020-12-01', '2021-03-31' from calls where slug = '2021'`
    await sql`update applications set call_id = (select id from calls where slug = ${closed}) where id = ${id}`
    await sql.end()
    await page.goto(path)
    await expect(page.getByText('The Call has closed')).toBeVisible()
    await expectAccessible(page)
    await page.goto(`${path}/check`)
    await expect(page.getByText('kept', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Submit the application' })).toBeHidden()
  })
})
