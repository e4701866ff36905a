import { expect, test } from '@playwright/test'
import { mastersAnswers, mastersDocuments, phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { applyAndSubmit } from './journey'
import { registered } from './pages/account'
import { newPage, startApplication, startedApplication } from './pages/applicant'

test('a PhD applicant applies at UCAS with a supervisor, withdraws and reopens', async ({ page }) => {
  test.slow()
  await applyAndSubmit(page, await startedApplication(page, 'አማኑኤል ተስፋዬ'), phdAnswers, phdDocuments)
  await expect(page.getByText(/ANSO-2021-P-\d{5}/)).toBeVisible()
  await page.getByRole('link', { name: 'Withdraw this application' }).click()
  await page.getByRole('button', { name: 'Withdraw the application' }).click()
  await expect(page.getByText('Tick the box to confirm')).toBeVisible()
  await page.getByLabel(/Yes, I want to withdraw/).check()
  await page.getByRole('button', { name: 'Withdraw the application' }).click()
  await page.getByRole('button', { name: 'Reopen the application' }).click()
  await expect(page.getByText('11 of 11 sections complete')).toBeVisible()
})

test('a Master’s applicant applies at USTC without a supervisor', async ({ page }) => {
  test.slow()
  await applyAndSubmit(page, await startedApplication(page, 'ليلى بن صالح'), mastersAnswers, mastersDocuments)
  await expect(page.getByText(/ANSO-2021-M-\d{5}/)).toBeVisible()
})

test('with JavaScript off a visitor registers, applies and submits', async ({ browser }) => {
  test.slow()
  const page = await newPage(browser, { javaScriptEnabled: false })
  // axe needs scripts; the other journeys check the same pages.
  const noLook = async () => {}
  await registered(page, 'No Script')
  await applyAndSubmit(page, await startApplication(page), phdAnswers, phdDocuments, noLook)
  await expect(page.getByText(/ANSO-2021-P-\d{5}/)).toBeVisible()
})
