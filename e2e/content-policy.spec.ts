import { expect, type Page, test } from '@playwright/test'
import { aPdf } from '@/lib/tools/testing/files'
import { signInHere } from './pages/account'
import { call, database, portal, readyApplication, signIn } from './pages/applicant'
import { aCallToDecide, openAs } from './pages/decisions'
import { directives, watchPolicy } from './pages/policy'
import { openInvitation, ownAddresses } from './pages/referee'
import { anAdmin } from './pages/staff'

// The file store of the server under test.
process.env.FILES_DIR = '.data/e2e/files'

/** The page's own code runs: React has hydrated the server's HTML. */
const runs = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(() =>
        [document, ...document.querySelectorAll('body *')].some((node) =>
          Object.keys(node).some((key) => key.startsWith('__react')),
        ),
      ),
    )
    .toBe(true)

async function refusesPlanted(page: Page) {
  const refused = page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'))
  await page.evaluate(() => {
    const planted = document.createElement('div')
    planted.innerHTML = '<img src="data:," onerror="window.planted = 1">'
    document.body.append(planted)
  })
  await refused
  expect(await page.evaluate(() => 'planted' in window)).toBe(false)
}

test('a page runs what bears the nonce of its own answer, and no injected script', async ({ page }) => {
  const answer = (await page.goto('/forgot'))!
  const policy = directives(answer.headers()['content-security-policy']!)
  expect(policy['script-src']).toMatch(/'nonce-[\w+/=]{20,}' .*'strict-dynamic'/)
  expect(policy['script-src']).not.toContain('unsafe-inline')
  expect(policy['style-src']).toBe("'self'")
  expect(policy).toMatchObject({ 'object-src': "'none'", 'base-uri': "'none'", 'script-src-attr': "'none'" })
  expect(answer.headers()).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  // This portal's public address is plain http: a browser that remembered https would lock everybody out.
  expect(answer.headers()['strict-transport-security']).toBeUndefined()
  const again = await page.request.get('/forgot')
  expect(again.headers()['content-security-policy']).not.toBe(answer.headers()['content-security-policy'])
  await runs(page)
  await refusesPlanted(page)
})

test('a page that is kept for everybody runs its own scripts by their hashes, and no injected script', async ({
  page,
}) => {
  const answer = (await page.goto('/faq'))!
  const policy = directives(answer.headers()['content-security-policy']!)
  expect(policy['script-src']).toMatch(/^'self'( 'sha256-[\w+/]{43}=')+$/)
  await runs(page)
  await refusesPlanted(page)
  const inline = page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'))
  await page.evaluate(() => {
    const planted = document.createElement('script')
    planted.textContent = 'window.planted = 1'
    document.body.append(planted)
  })
  await inline
  expect(await page.evaluate(() => 'planted' in window)).toBe(false)
})

test('the policy blocks nothing that a visitor opens: public pages, mistyped addresses, signing in', async ({
  page,
  context,
}) => {
  const refused = await watchPolicy(context)
  for (const path of [
    '/',
    '/call',
    '/call/places',
    '/call/sources',
    '/institutions',
    '/eligible',
    '/faq',
    '/register',
    '/forgot',
    '/signin',
    '/verify-letter',
    '/mailbox',
    '/mailbox/templates',
    '/no/such/page',
    '/r/no-such-link',
  ]) {
    await page.goto(path)
    await runs(page)
  }
  expect((await page.request.get('/no/such/page')).status()).toBe(404)
  await page.goto('/api/health/live')
  await page.goto('/api/documents/none')
  await page.goto('/signin')
  await signInHere(page, 'admin@demo.example', 'demo-Scholarship-2021')
  expect(refused).toEqual([])
  // A violation would be visible.
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('style'), { textContent: 'a {}' })),
  )
  await expect.poll(() => refused.join()).toContain('style-src')
})

test('nor anything of an application: forms, a large file, a referee’s letter, a page that fails', async ({
  page,
  context,
  browser,
}) => {
  test.slow()
  const refused = await watchPolicy(context)
  const { email, id } = await readyApplication('Policy Person')
  const { referees } = await ownAddresses(id)
  await signIn(page, email)
  const sections = call.sections.map((section) => `/${section.key}`)
  for (const end of ['', ...sections, '/check', '/help', '/withdraw']) {
    await page.goto(`/apply/${id}${end}`)
    await runs(page)
  }
  await page.goto(`/apply/${id}/documents`)
  const form = page.locator('form:has([id="cv"])')
  // As large as a file may be: Next would cut it if it went through the proxy.
  const large = Buffer.concat([aPdf(), Buffer.alloc(9.9 * 1024 * 1024, ' ')])
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'large.pdf', mimeType: 'application/pdf', buffer: large })
  await form.getByRole('button', { name: /^(Upload|Replace)/ }).click()
  await expect(page.locator('section:has([id="kind-cv"]) bdi:text-is("large.pdf")')).toBeVisible()
  await page.goto(`/apply/${id}/referees`)
  await page.getByRole('button', { name: 'Send the invitation Professor One' }).click()
  await expect(page.getByText('The mail to Professor One is on its way')).toBeVisible()
  const referee = await openInvitation(browser, referees[0]!)
  const refusedThere = await watchPolicy(referee.context())
  await referee.reload()
  await referee.getByRole('button', { name: 'Begin the letter' }).click()
  await expect(referee.getByRole('heading', { level: 1 })).toHaveText('Reference letter')
  await referee.locator('[id="knownHow"]').fill('I taught two courses')
  await expect(referee.locator('[data-state]')).toHaveAttribute('data-state', 'saved')
  for (const path of ['/account', '/account/data', '/account/erase', '/account/two-factor', '/notifications']) {
    await page.goto(path)
    await runs(page)
  }
  const sql = database()
  // An invalid time: the list of this person's devices fails.
  await sql`update sessions set created_at = 'infinity' where person_id = (select person_id from applications where id = ${id})`
  await sql.end()
  await page.goto('/account')
  await expect(page.getByRole('heading', { level: 1, name: 'This page could not be shown' })).toBeVisible()
  expect([...refused, ...refusedThere]).toEqual([])
})

test('nor anything for staff: lists, charts, the stream of the tracker, downloads', async ({ page, context }) => {
  test.slow()
  const refused = await watchPolicy(context)
  await anAdmin(page, '/work')
  for (const path of [
    '/work',
    '/applications',
    '/nominations',
    '/committee',
    '/committee/reviewers',
    '/committee/calibration',
    '/committee/assignment',
    '/dossiers',
    '/admin/people',
    '/admin/calls',
    '/admin/statistics',
    '/admin/exports',
    '/admin/jobs',
    '/admin/retention',
    '/admin/mail',
    '/admin/audit',
    '/admin/webhooks',
    '/admin/deadlines',
    '/account/tokens',
    '/decisions',
    '/decisions/places',
    '/decisions/scenarios',
    '/decisions/waiting',
  ]) {
    await page.goto(path)
    await runs(page)
  }
  await page.goto('/tracker')
  await expect(page.getByText('These figures change by themselves.').first()).toBeVisible()
  const csv = page.waitForEvent('download')
  await page.goto('/admin/statistics?by=institution')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  await csv
  await expect(page.getByRole('heading', { level: 1, name: 'Statistics' })).toBeVisible()
  expect(refused).toEqual([])
})

test('nor dragging with the pointer', async ({ page, context }) => {
  const refused = await watchPolicy(context)
  const { call: closed, admins } = await aCallToDecide(
    1,
    [
      { name: 'Ann', score: 9 },
      { name: 'Bo', score: 8 },
    ],
    ['Admin'],
  )
  const { db } = await portal()
  const { putOnWaitingList } = await import('@/lib/awarding/decision/waiting')
  const sql = database()
  const rows = await sql<{ id: string }[]>`
    select id from applications where call_id = ${closed.id} order by score desc`
  await sql.end()
  const ids = rows.map(({ id }) => id)
  await putOnWaitingList(db, admins[0]!, closed, 'phd', ids)
  await openAs(page, admins[0]!, `/decisions/waiting?call=${closed.slug}&track=phd`)
  const rowsOf = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Drag/ }) })
  await expect(rowsOf).toHaveText([/Ann/, /Bo/])
  const [from, to] = await Promise.all(
    ['Drag Bo', 'Drag Ann'].map((name) => page.getByRole('button', { name }).boundingBox()),
  )
  await page.mouse.move(from!.x + 5, from!.y + 5)
  await page.mouse.down()
  await page.mouse.move(to!.x + 5, to!.y + 5, { steps: 10 })
  await expect(page.getByText('Bo would be at place 1 of 2.')).toBeAttached()
  await page.mouse.up()
  await expect(rowsOf).toHaveText([/Bo/, /Ann/])
  expect(refused).toEqual([])
})
