import { expect } from '@playwright/test'
import type { Applicant } from './applying'
import { heading, type Somebody } from './installation'

/** An officer opens an application to check from the list under My work, or continues to it. */
async function openDecision({ page }: Somebody, { name, number }: Applicant): Promise<void> {
  await page.goto('/work')
  await page
    .getByRole('link', { name: /application(s)? (to check|was corrected)/ })
    .first()
    .click()
  await page.getByRole('link', { name: number }).click()
  await heading(page, name)
  await page.getByRole('link', { name: 'Check eligibility' }).click()
  await heading(page, 'Eligibility check')
}

async function judgePassport({ page }: Somebody, verdict: 'Met' | 'Not met'): Promise<void> {
  const title = page.getByRole('heading', { name: 'Passport', exact: true })
  const item = page.getByRole('listitem').filter({ has: title })
  await item.getByRole('radio', { name: verdict, exact: true }).check()
  await expect(item.getByText('Saved.')).toBeVisible()
}

export async function returnForCorrection(officer: Somebody, applicant: Applicant, told: string): Promise<void> {
  const { page } = officer
  await openDecision(officer, applicant)
  await judgePassport(officer, 'Not met')
  await page.getByRole('link', { name: 'Decide', exact: true }).click()
  await page.getByRole('radio', { name: /^Return it/ }).check()
  await page.getByLabel('What to correct').fill(told)
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  await page.getByRole('button', { name: 'Yes, return it' }).click()
  await expect(page.getByText('Your decision is saved, and we have told the applicant.')).toBeVisible()
}

export async function findEligible(officer: Somebody, applicant: Applicant): Promise<void> {
  const { page } = officer
  await openDecision(officer, applicant)
  await judgePassport(officer, 'Met')
  await page.getByRole('link', { name: 'Decide', exact: true }).click()
  await page.getByRole('radio', { name: /^Eligible/ }).check()
  await page.getByRole('button', { name: 'Preview the message to the applicant' }).click()
  await page.getByRole('button', { name: 'Yes, it is eligible' }).click()
  await expect(page.getByText('Your decision is saved, and we have told the applicant.')).toBeVisible()
}

/**
 * A chief starts an assignment with this many reviewers per application, looks at the proposal, applies and releases
 * it.
 */
export async function assignReviewers({ page }: Somebody, to: Applicant[], each: number): Promise<void> {
  await page.goto('/work')
  await page.getByRole('link', { name: `${to.length} applications short of reviewers` }).click()
  await page.getByLabel('Reviewers for each application').fill(String(each))
  await page.getByRole('button', { name: 'Work out an assignment' }).click()
  await page.getByRole('link', { name: 'Look at the proposal' }).click()
  await heading(page, 'Proposed assignment')
  await page.getByRole('button', { name: 'Apply the proposal' }).click()
  await expect(page.getByText('The proposal was applied')).toBeVisible()
  await page.getByRole('link', { name: 'Release, or take back' }).click()
  await page.getByRole('button', { name: `Release ${to.length * each} assignments` }).click()
  await expect(page.getByText('Each reviewer was notified once')).toBeVisible()
}

/** A reviewer follows the mail, declares no conflict of interest, scores and submits each review. */
export async function review({ page, email, inbox }: Somebody, scores: Record<string, number>): Promise<void> {
  await inbox.follow(page, email, /for your review/, /\/review$/)
  await heading(page, 'Reviews')
  for (const [number, score] of Object.entries(scores)) {
    await page.goto('/review')
    await page.getByRole('link', { name: number }).click()
    await page.getByRole('button', { name: 'I have no conflict of interest' }).click()
    await expect(page.getByRole('button', { name: 'Check and submit' })).toBeVisible()
    for (const criterion of ['Record', 'Proposal', 'Experience', 'Fit', 'Letters'])
      await page.locator(`input[name="score${criterion}"][value="${score}"]`).check()
    await page.getByRole('radio', { name: 'Award', exact: true }).check()
    const saved = page.waitForResponse((answer) => (answer.request().postData() ?? '').includes('A clear plan.'))
    await page.getByLabel('Comment to the committee').fill('A clear plan.')
    expect((await saved).status()).toBe(200)
    await page.getByRole('button', { name: 'Check and submit' }).click()
    await heading(page, 'Submit your review')
    await page
      .getByRole('button', { name: /^Submit/ })
      .first()
      .click()
    await expect(page.getByText(/review (of .* )?is in/).first()).toBeVisible()
  }
}

/** An officer ranks the candidates in this order, signs the list and hands it in. */
export async function handInNominations({ page }: Somebody, ranked: Applicant[]): Promise<void> {
  await page.goto('/work')
  await page.getByRole('link', { name: `Hand in the list: PhD, ${ranked.length} candidates` }).click()
  for (const { name } of ranked) await page.getByRole('button', { name: `Nominate ${name}`, exact: true }).click()
  await expect(page.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved')
  await page.getByRole('link', { name: 'Check and sign the list' }).click()
  await heading(page, 'Check and sign the list')
  await page.getByLabel('Name of who signs').fill('Zhao Min')
  await page.getByLabel('Position').fill('Dean of graduate studies')
  await page.getByRole('button', { name: 'Hand in the list' }).click()
  await expect(page.getByText('Handed in and frozen')).toBeVisible()
}
