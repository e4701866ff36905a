import { expect, test } from '@playwright/test'
import { mastersAnswers, mastersDocuments } from '@/lib/testing/answers'
import { applyAndSubmit } from './journey'

test('an applicant applies on a phone', async ({ page }) => {
  await applyAndSubmit(page, 'Phone Applicant', mastersAnswers, mastersDocuments, false)
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  expect(wider).toBe(false)
})
