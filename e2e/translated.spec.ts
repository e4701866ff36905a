import { expect, type Page, test } from '@playwright/test'
import { aPdf } from '@/lib/tools/testing/files'
import { startedApplication } from './pages/applicant'
import { translate, translateAtOnce } from './pages/translate'

const state = (page: Page) => page.locator('[data-state]')
const field = (page: Page, id: string) => page.locator(`[id="${id}"]`)

test('on a page translated by the browser, the save status stays correct', async ({ page, context }) => {
  const path = await startedApplication(page, 'Reads A Translation')
  await page.goto(`${path}/languages`)
  await expect(state(page)).toHaveAttribute('data-state', 'idle')
  await translate(page)
  await expect(state(page)).toHaveText('«Your answers are saved as you type.»')
  await field(page, 'mother').fill('amharic')
  await expect(state(page)).toHaveText(/^«Saved at [\d:]+»$/)
  await context.setOffline(true)
  await field(page, 'mother').fill('Amharic')
  await expect(state(page)).toHaveText(/^«Offline: kept on this device.*Last saved at [\d:]+\.»$/)
  await context.setOffline(false)
  await expect(state(page)).toHaveText(/^«Saved at/)
  const cookies = await context.cookies()
  await context.clearCookies()
  await field(page, 'mother').fill('Amharic, English')
  await expect(state(page)).toHaveText(/^«Signed out: kept on this device/)
  await context.addCookies(cookies)
  await field(page, 'mother').fill('Amharic and English')
  await expect(state(page)).toHaveText(/^«Saved at/)
  // Another tab saves: text that appears and disappears after the sentence crashes no page.
  const other = await context.newPage()
  await other.goto(`${path}/languages`)
  await field(other, 'mother').fill('from the other tab')
  await expect(state(other)).toHaveAttribute('data-state', 'saved')
  await field(page, 'mother').fill('from the translated tab')
  await expect(state(page)).toContainText('Not saved: another version was saved meanwhile.')
  await expect(state(page)).not.toContainText('Saved at')
  await page.getByRole('button', { name: /Keep what I typed here/ }).click()
  await expect(state(page)).toHaveText(/^«Saved at/)
  await page
    .getByRole('button', { name: /Save and continue/ })
    .last()
    .click()
  await expect(page.locator('#error-summary')).toBeFocused()
  await expect(page.getByRole('heading', { name: /could not be shown/ })).toBeHidden()
})

test('on a translated page an upload shows its result, and counts are correct', async ({ page }) => {
  const path = await startedApplication(page, 'Uploads In Translation')
  await page.goto(`${path}/choice`)
  await page.getByLabel('PhD').check()
  await expect(state(page)).toHaveAttribute('data-state', 'saved')
  await page.goto(`${path}/documents`)
  await translate(page)
  const form = page.locator('form:has([id="cv"])')
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('text') })
  await form.getByRole('button', { name: /Upload/ }).click()
  await expect(form).toContainText(/«This is not a PDF/)
  await form.locator('input[type=file]').setInputFiles({ name: 'cv.pdf', mimeType: 'application/pdf', buffer: aPdf() })
  await form.getByRole('button', { name: /Upload/ }).click()
  await expect(page.locator('section:has([id="kind-cv"])')).toContainText('cv.pdf')
  await expect(page.getByText('This is not a PDF')).toBeHidden()
  await expect(form.getByRole('button', { name: /Replace/ })).toBeVisible()
})

test('a page translated before its own code runs is correct as well', async ({ page }) => {
  const path = await startedApplication(page, 'Translates At Once')
  await translateAtOnce(page)
  await page.goto(`${path}/languages`)
  await expect(state(page)).toHaveText('«Your answers are saved as you type.»')
  // Text typed before the page's code has loaded is lost when React draws such a page again.
  await expect(async () => {
    await field(page, 'mother').fill('')
    await field(page, 'mother').fill('Amharic')
    await expect(state(page)).toHaveText(/^«Saved at [\d:]+»$/, { timeout: 3000 })
  }).toPass()
})

test('a text that React changes, removes or prepends to appears once, in its present form', async ({ page }) => {
  await page.goto('/register')
  await translate(page)
  const password = page.getByLabel(/^«Password»$/).or(page.locator('#password'))
  await password.first().fill('aaaa')
  const strength = page.locator('p[role=status]')
  const weak = await strength.textContent()
  expect(weak).toMatch(/^«Strength: [\w ]+»$/)
  await password.first().fill('correct horse battery staple lamp')
  await expect(strength).not.toHaveText(weak!)
  await expect(strength).toHaveText(/^«Strength: [\w ]+»$/)
  await password.first().fill('')
  await expect(strength).toHaveText('')
})
