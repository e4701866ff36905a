import { expect, type Page } from '@playwright/test'
import { localOf } from '@/lib/running/call-editor/controls'
import { call as call2021 } from '../applicant'
import { heading, type Somebody } from './installation'

const DAY = 86_400_000
/** The values to type for a moment this many days from now, in the Call's zone. */
const inDays = (days: number) => localOf(new Date(Date.now() + days * DAY).toISOString(), call2021.timeZone)

async function keep(page: Page) {
  await page.getByRole('button', { name: 'Keep in the draft' }).click()
  await expect(page.getByText('Your change is kept in the draft.')).toBeVisible()
}

/** An admin starts a Call from that of 2021, opens it for a month, leaves one place for the PhD, and publishes it. */
export async function makeCall({ page }: Somebody, { slug, title, code }: Record<'slug' | 'title' | 'code', string>) {
  await page.goto('/admin/calls')
  await page.getByRole('link', { name: 'Begin a new Call from an old one' }).click()
  await heading(page, 'New Call')
  await page.getByLabel('Title of the new Call').fill(title)
  await page.getByLabel('Address').fill(slug)
  await page.getByLabel('Code').fill(code)
  await page.getByRole('button', { name: 'Begin the Call' }).click()
  await heading(page, title)

  await page.getByRole('link', { name: 'Dates and periods', exact: true }).click()
  await heading(page, 'Dates and periods')
  await page.getByLabel('Opens').fill(inDays(-1))
  await page.getByLabel('Closes').fill(inDays(30))
  await page.getByLabel('Reviews are due').fill(inDays(50))
  await page.getByLabel('Nominations are due').fill(inDays(60))
  await page.getByLabel('Planned release of the results').fill(inDays(90))
  await keep(page)
  await page.getByRole('link', { name: 'Tracks and places', exact: true }).click()
  await page.getByRole('link', { name: 'PhD', exact: true }).click()
  await heading(page, 'Tracks and places: one track')
  await page.getByLabel('Places', { exact: true }).fill('1')
  await keep(page)

  await page.getByRole('main').getByRole('link', { name: title }).click()
  await page.getByRole('link', { name: 'Review the changes' }).click()
  await heading(page, 'Review the changes')
  await page.getByLabel('What you changed, and why').fill('The dates and places of this year.')
  await page.getByRole('button', { name: 'Save as a new version' }).click()
  await expect(page.getByText('saved as a new version')).toBeVisible()
  await page.getByRole('link', { name: 'Publish the Call…' }).click()
  await page.getByLabel('Everybody may see the Call from now on').check()
  await page.getByRole('button', { name: 'Publish the Call' }).click()
  await expect(page.getByText('The Call is published.')).toBeVisible()
}
