import { expect, type Page, test } from '@playwright/test'
import { database, portal, readyApplication, signIn } from './pages/applicant'
import { expectAccessible } from './pages/axe'
import { aCallToDecide, openAs } from './pages/decisions'
import { answersLost } from './pages/faults'
import { anOfficerWith } from './pages/nominations'
import { anOffer } from './pages/offers'

/** Presses the button while the answer gets lost, though the portal has done it; then sends it again. */
async function sendTwice(page: Page, button: string) {
  const mend = await answersLost(page)
  await page.getByRole('button', { name: button }).click()
  const told = page.locator('[data-unsent]')
  await expect(told).toContainText('The connection to the portal broke')
  await mend()
  await told.getByRole('button', { name: 'Send again' }).click()
}

async function open(page: Page, { email }: { email: string }, path: string) {
  await signIn(page, email, path)
}

test('a submission sent again after a lost answer counts once, and its page follows', async ({ page }) => {
  const { email, id } = await readyApplication('Submits Over A Bad Line')
  await signIn(page, email)
  await page.goto(`/apply/${id}/check`)
  await sendTwice(page, 'Submit the application')
  await page.waitForURL(`**/apply/${id}/submitted`)
  const sql = database()
  const [row] = await sql`select
    (select count(*)::int from submissions where application_id = ${id}) as submissions,
    (select count(*)::int from messages where recipient = ${email} and template = 'application-submitted') as mails`
  await sql.end()
  expect(row).toEqual({ submissions: 1, mails: 1 })
})

test('so does an accepted offer', async ({ page }) => {
  const { first } = await anOffer('iap')
  await open(page, first.applicant, `/apply/${first.id}/offer`)
  await page.getByRole('link', { name: 'Accept the offer' }).click()
  await page.getByLabel('Yes, I accept the place').check()
  await sendTwice(page, 'Accept the offer')
  await expect(page.getByText('You accepted this offer')).toBeVisible()
  expect(await eventsOf(first.id, 'accept')).toBe(1)
})

test('and a release of results', async ({ page }) => {
  const { db } = await portal()
  const { call, admins } = await aCallToDecide(1, [{ name: 'Ann', score: 9 }], ['Releases'])
  const { award } = await import('@/lib/awarding/decision/award')
  const { applications, events } = await import('@/db/schema')
  const { and, eq, sql } = await import('drizzle-orm')
  const [ann] = await db.select({ id: applications.id }).from(applications).where(eq(applications.callId, call.id))
  await award(db, admins[0]!, call, 'phd', [ann!.id])
  await openAs(page, admins[0]!, `/decisions/release?call=${call.slug}&track=phd`)
  await page.getByLabel(/^Type/).fill(call.definition.code)
  await sendTwice(page, 'Release the results')
  await expect(page.getByText('The results are released.')).toBeVisible()
  const released = and(eq(events.type, 'results-released'), sql`data ->> 'call' = ${call.id}`)
  expect(await db.$count(events, released)).toBe(1)
  await expect(page.getByRole('button', { name: 'Release the results' })).toBeHidden()
})

test('a list of nominations survives an outage, also over a reload, and is signed once', async ({ page }) => {
  const { officer, ids } = await anOfficerWith('itpcas', 'phd', ['Ann', 'Bo', 'Cy'])
  page.on('dialog', (dialog) => dialog.accept())
  const path = '/nominations/itpcas/phd?call=2021'
  await open(page, officer, path)
  const saving = page.locator('[data-saving]')
  await expect(saving).toHaveAttribute('data-saving', 'idle')
  await page.route('**/api/nominations/**', (route) => route.abort('connectionreset'))
  for (const name of ['Ann', 'Bo', 'Cy'])
    await page.getByRole('button', { name: `Nominate ${name}`, exact: true }).click()
  await page.getByRole('button', { name: 'Move Cy up' }).click()
  await expect(saving).toContainText('Not sent: the portal does not answer. The list is kept on this device')
  await expectAccessible(page)
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(ids[0])
  await page.reload()
  await expect(page.getByText('The list as you left it here')).toBeVisible()
  await expect(page.locator('section[aria-labelledby=nominated] ol > li bdi')).toHaveText(['Ann', 'Cy', 'Bo'])
  await page.unroute('**/api/nominations/**')

  // It arrives, and the answer is lost; a later change is no conflict with oneself.
  let lost = 0
  await page.route('**/api/nominations/**', async (route) => {
    if (lost++ > 0) return route.fallback()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await expect(saving).toHaveAttribute('data-saving', 'away')
  await page.getByRole('button', { name: 'Tie with above: Bo' }).click()
  await expect(saving).toHaveAttribute('data-saving', 'saved')
  await page.reload()
  await expect(page.getByRole('button', { name: /^Not tied/ })).toBeVisible()
  await expect(page.getByText('The list as you left it here')).toBeHidden()

  await page.getByRole('link', { name: 'Check and sign the list' }).click()
  await page.getByLabel('Name of who signs').fill('Zhao Min')
  await page.getByLabel('Position').fill('Dean')
  await sendTwice(page, 'Hand in the list')
  await expect(page.getByText('Handed in and frozen')).toBeVisible()
  for (const id of ids) expect(await eventsOf(id, 'nominate')).toBe(1)
})

async function eventsOf(id: string, type: string): Promise<number> {
  const sql = database()
  const [row] = await sql`select count(*)::int as n from events where application_id = ${id} and type = ${type}`
  await sql.end()
  return row!.n
}
