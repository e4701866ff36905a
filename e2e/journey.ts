import { expect, type Page } from '@playwright/test'
import type { AllAnswers } from '@/lib/form/definition'
import { type Asked, aSupervisor, twoReferees } from '@/lib/tools/testing/answers'
import { fillSection, namePeople, sectionsFor, uploadAll } from './pages/applicant'
import { expectAccessible } from './pages/axe'

/**
 * The whole way from a started application to the confirmation, for every journey; checks each page. `asked`: the
 * people whom the applicant names, instead of the usual ones.
 */
export async function applyAndSubmit(
  page: Page,
  path: string,
  answers: AllAnswers,
  documents: string[],
  look: (page: Page) => Promise<void> = expectAccessible,
  asked?: Asked[],
): Promise<void> {
  await look(page)
  const { sections, facts } = sectionsFor(answers)
  const people = asked ?? (facts.host === 'ustc' ? twoReferees : [...twoReferees, aSupervisor])
  for (const section of sections) {
    await page.goto(`${path}/${section.key}`)
    await expect(page.getByRole('heading', { level: 1, name: section.title })).toBeVisible()
    if (section.kind === 'documents') {
      await uploadAll(page, documents)
      await look(page)
    } else if (section.kind === 'references') {
      await look(page)
      await namePeople(page, people)
      await look(page)
    } else {
      await fillSection(page, section, answers, facts)
      await look(page)
      await page.getByRole('button', { name: 'Save and continue' }).click()
      await expect(page).not.toHaveURL(`${path}/${section.key}`)
      await expect(page).not.toHaveURL(/check=1/)
    }
  }
  await page.goto(`${path}/check`)
  await look(page)
  await page.getByRole('button', { name: 'Submit the application' }).click()
  await expect(page.getByRole('heading', { name: 'Application submitted' })).toBeVisible()
  await look(page)
  await page.goto(path)
  await expect(page.getByText('Application submitted')).toBeVisible()
  await look(page)
  const pdf = await page.request.get(`/api/applications/${path.split('/').at(-1)}/pdf`)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
}
