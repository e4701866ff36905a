import { expect, type Page, test } from '@playwright/test'
import { mastersAnswers, mastersDocuments } from '@/lib/tools/testing/answers'
import { applyAndSubmit } from './journey'
import { startedApplication } from './pages/applicant'
import { expectAccessible } from './pages/axe'

async function expectFits(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375)
  await expectAccessible(page)
}

test('on a phone an applicant applies and submits, and no page is wider than the screen', async ({ page }) => {
  test.slow()
  await applyAndSubmit(page, await startedApplication(page, 'Phone'), mastersAnswers, mastersDocuments, expectFits)
})
