import { Readable } from 'node:stream'
import { expect } from '@playwright/test'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import type { Applicant } from './applying'
import { heading, type Somebody } from './installation'

/** An admin works out who gets the places and who waits, and proposes that; another admin confirms it. */
export async function decide({ page }: Somebody, second: Somebody, waiting: number): Promise<void> {
  await page.goto('/work')
  await page.getByRole('link', { name: /nominated applications to decide on: PhD/ }).click()
  await heading(page, 'Decisions')
  await page.getByRole('link', { name: 'Scenarios' }).click()
  await heading(page, 'Scenarios')
  await page.getByLabel('How many wait for a place').fill(String(waiting))
  await page.getByRole('button', { name: 'Work it out' }).click()
  await heading(page, 'Scenario 1')
  await page.getByRole('button', { name: 'Propose to apply it' }).click()
  await expect(page.getByText('another admin has to confirm it').first()).toBeVisible()
  await second.page.goto('/work')
  await second.page.getByRole('link', { name: '1 scenario proposed, to be confirmed: PhD' }).click()
  await second.page.getByRole('link', { name: 'Scenario 1' }).click()
  await second.page.getByRole('button', { name: 'Confirm and apply it' }).click()
  await expect(second.page.getByText('It is applied: all of its decisions are made.')).toBeVisible()
}

export async function releaseResults({ page }: Somebody, code: string): Promise<void> {
  await page.goto('/decisions')
  await page.getByRole('link', { name: 'Release of results' }).click()
  await heading(page, 'Release of results')
  await page.getByLabel(/^Type/).fill(code)
  await page.getByRole('button', { name: 'Release the results' }).click()
  await expect(page.getByText('The results are released.')).toBeVisible()
}

/** Follows the mail with the offer to its page. */
export async function openOffer({ page, email, inbox, id }: Applicant): Promise<void> {
  await inbox.follow(page, email, /A scholarship is offered to you/, new RegExp(`/apply/${id}`))
  if (!page.url().endsWith('/offer')) await page.getByRole('link', { name: 'Read and answer the offer' }).click()
  await heading(page, 'Offer of a scholarship')
}

export async function decline(applicant: Applicant): Promise<void> {
  const { page } = applicant
  await openOffer(applicant)
  await page.getByRole('link', { name: 'Decline the offer' }).click()
  await page.getByLabel(/Why do you decline it/).fill('I take another place')
  await page.getByLabel(/Yes, I decline the place/).check()
  await page.getByRole('button', { name: 'Decline the offer' }).click()
  await expect(page.getByText('You declined this offer')).toBeVisible()
}

/** Accepts it, and returns the text of the letter. */
export async function accept(applicant: Applicant): Promise<string> {
  const { page } = applicant
  await openOffer(applicant)
  const href = await page.getByRole('link', { name: 'Download the letter as PDF' }).getAttribute('href')
  const letter = await page.request.get(href!)
  await page.getByRole('link', { name: 'Accept the offer' }).click()
  await page.getByLabel('Yes, I accept the place, and I have read the conditions').check()
  await page.getByRole('button', { name: 'Accept the offer' }).click()
  await expect(page.getByText('You accepted this offer')).toBeVisible()
  return (await readPdf(Readable.from([await letter.body()]))).all
}

export async function addCondition({ page }: Somebody, { number }: Applicant, text: string): Promise<void> {
  await page.goto('/applications')
  await page.getByRole('link', { name: number }).click()
  await page
    .getByRole('navigation', { name: `Application ${number}` })
    .getByRole('link', { name: 'Offer' })
    .click()
  await heading(page, 'Offer')
  await page.getByLabel('What has to be met').fill(text)
  await page.getByRole('button', { name: 'Add the condition' }).click()
  await expect(page.getByText('The condition was added.')).toBeVisible()
}

/** An officer marks the condition as met, and confirms the student's arrival. */
export async function enrol({ page }: Somebody, { name }: Applicant): Promise<void> {
  await page.goto('/work')
  await page.getByRole('link', { name: '1 student to enrol' }).click()
  await page.getByRole('link', { name: new RegExp(name) }).click()
  await heading(page, 'Offer')
  await page.getByLabel('Met', { exact: true }).check()
  await page.getByRole('button', { name: 'Save the mark' }).click()
  await expect(page.getByText('The condition was marked.')).toBeVisible()
  await page.getByLabel('Yes, the student has arrived and is enrolled here').check()
  await page.getByRole('button', { name: 'Confirm the enrolment' }).click()
  await expect(page.getByText('The student is enrolled')).toBeVisible()
}
