import { expect } from '@playwright/test'
import type { AllAnswers } from '@/lib/form/definition'
import { type Asked, aSupervisor, phdAnswers, phdDocuments, twoReferees } from '@/lib/tools/testing/answers'
import { aPdf } from '@/lib/tools/testing/files'
import { applyAndSubmit } from '../../journey'
import { PASSWORD } from '../account'
import { startApplication } from '../applicant'
import { fillAgreement, fillLetter } from '../referee'
import { heading, type Installation, type Somebody } from './installation'

export type Applicant = Somebody & { id: string; number: string; asked: Asked[] }

/** Registers, confirms the address by the mail, fills everything in, names the referees, and submits. */
export async function apply(somebody: Somebody, institution: string): Promise<Applicant> {
  const { page, name, email, inbox } = somebody
  await page.goto('/')
  await page.getByRole('link', { name: 'Apply', exact: true }).first().click()
  await heading(page, 'Sign in')
  await page.getByRole('banner').getByRole('link', { name: 'Register' }).click()
  await page.getByLabel('Full name').fill(name)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Register' }).click()
  await heading(page, 'Check your mail')
  await inbox.follow(page, email, /Confirm/, /\/verify/)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Confirm my address' }).click()
  await heading(page, 'My application')

  const path = await startApplication(page)
  const asked = askedBy(name)
  await applyAndSubmit(page, path, answersOf(name, institution), phdDocuments, async () => {}, asked)
  const number = (await inbox.read(email, /Application .* received/)).match(/[A-Z0-9]+-[A-Z0-9-]*P-\d{5}/)![0]
  return { ...somebody, id: path.split('/').at(-1)!, number, asked }
}

/** Complete answers of this person, with a unique passport. */
function answersOf(name: string, institution: string): AllAnswers {
  const [givenNames, familyName] = name.split(' ') as [string, string]
  return {
    ...phdAnswers,
    choice: { ...phdAnswers.choice, institution },
    personal: { ...phdAnswers.personal, givenNames, familyName },
    passport: {
      ...phdAnswers.passport,
      latinName: `${familyName} ${givenNames}`.toUpperCase(),
      number: `EP${familyName}`,
    },
  }
}

function askedBy(name: string): Asked[] {
  const host = `${name.split(' ')[1]!.toLowerCase()}`
  return [...twoReferees, aSupervisor].map((one, at) => ({ ...one, email: `writer-${at}-of-${host}@writers.example` }))
}

/** The two referees and the supervisor answer with their links, without an account. */
export async function answerAll(installation: Installation, { name, asked }: Applicant): Promise<void> {
  for (const { kind, ...person } of asked) {
    const { page, inbox } = await installation.somebody(person.name, person.email)
    await inbox.follow(page, person.email, new RegExp(`${name} asks you`), /\/r\//)
    await page.getByRole('button', { name: /^Begin the / }).click()
    await (kind === 'referee' ? fillLetter(page) : fillAgreement(page))
    await page.getByRole('button', { name: 'Save and continue' }).click()
    await page.getByRole('button', { name: /^Send the / }).click()
    await expect(page.getByText(/^Your .* was received/)).toBeVisible()
    await page.context().close()
  }
}

/** Follows the mail, reads what to correct, replaces the passport and submits again. */
export async function correct({ page, id, email, number, inbox }: Applicant, told: string): Promise<void> {
  await inbox.follow(page, email, /Please correct your application/, new RegExp(`/apply/${id}`))
  await expect(page.getByText(told)).toBeVisible()
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
