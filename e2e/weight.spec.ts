import { expect, test } from '@playwright/test'
import { hashPassword } from '@/lib/people/password'
import { PASSWORD } from './pages/account'
import { become, call, newPage, portal, readyApplication, signIn } from './pages/applicant'
import { LIMIT, openedParts, tableOf, type Weight, weigh } from './pages/weigh'

test('each page of the journey transfers at most 200 kB on a cold visit', async ({ browser }, info) => {
  // Dozens of pages, each on a cold visit until it is quiet.
  test.slow()
  const { email, id } = await readyApplication('Slow Line')
  const visitor = await newPage(browser)
  await signIn(visitor, email)
  const storageState = await visitor.context().storageState()
  const outside = [
    '/',
    '/call',
    '/call/places',
    '/institutions',
    '/eligible',
    '/faq',
    '/register',
    '/signin',
    '/forgot',
    '/verify-letter',
  ]
  const sections = call.sections.map((section) => `/${section.key}`)
  const inside = [
    '/apply',
    '/account',
    ...['', ...sections, '/check', '/help', '/withdraw'].map((end) => `/apply/${id}${end}`),
  ]
  const weights: [path: string, weight: Weight][] = []
  for (const path of outside) weights.push([path, await weigh(browser, path)])
  for (const path of inside) weights.push([path.replace(id, '…'), await weigh(browser, path, storageState)])
  const table = tableOf(weights)
  console.log(table)
  await info.attach('weights', { body: table })
  expect(weights.filter(([, { all }]) => all > LIMIT)).toEqual([])
})

const OF_STAFF = [
  '/work',
  '/applications',
  '/nominations',
  '/committee',
  '/admin/people',
  '/admin/acting',
  '/dossiers',
  '/tracker',
  '/admin/audit',
  '/admin/webhooks',
  '/admin/system',
  '/account/tokens',
  '/applications/to-enrol',
  '/applications/export',
  '/decisions',
  '/decisions/scenarios',
]
const STAFF: [name: string, paths: string[]][] = [
  ['admin', OF_STAFF],
  ['reviewer', ['/work', '/review', '/applications']],
]

test('so does each staff page', async ({ browser }, info) => {
  // Dozens of pages, each on a cold visit until it is quiet.
  test.slow()
  const weights: [path: string, weight: Weight][] = []
  for (const [name, paths] of STAFF) {
    const visitor = await newPage(browser)
    await become(visitor, `${name}@demo.example`)
    const storageState = await visitor.context().storageState()
    for (const path of paths) weights.push([`${path} (${name})`, await weigh(browser, path, storageState)])
  }
  const table = tableOf(weights)
  console.log(table)
  await info.attach('weights', { body: table })
  expect(weights.filter(([, { all }]) => all > LIMIT)).toEqual([])
})

/** What a page of each list has for each of its rows. */
const LISTS: [path: string, row: RegExp, rows: number][] = [
  ['/applications', /<tr>/g, 1 + 50],
  ['/nominations/ucas/phd', /name="candidates\.\d+\.rank"/g, 50],
  ['/nominations', /href="\/nominations\/\w+\/\w+\?/g, 100],
  // Each institution's two tracks, among the other tables.
  ['/tracker', /<tr>/g, 190],
]

test('a full page of a list is at most 90 kB of HTML, and React’s data is at most half of it', async ({ page }) => {
  const { aStaffMember } = await portal()
  const { aCall } = await import('@/lib/tools/testing/deadlines')
  const { aListed } = await import('@/lib/tools/testing/listing')
  // It is closed, so that it is no other test's current Call.
  const own = await aCall(-48)
  const year = Math.floor(1e4 * Math.random())
  const title = 'How regional models of the climate help to understand the sediment of rivers in the monsoon'
  let n = 0
  const one = (wanted: Parameters<typeof aListed>[2]) =>
    aListed(own, ++n, {
      name: `Somebody With-Usual ${n}`,
      title: `${title} ${n}`,
      number: `ANSO-${year}-P-${String(n).padStart(5, '0')}`,
      score: (n % 80) / 8,
      reviewsIn: 3,
      ...wanted,
    })
  for (let candidate = 1; candidate <= 110; candidate++) await one({ state: 'under-review' })
  for (const { key: institution } of own.definition.institutions)
    for (const { key: track } of own.definition.tracks) await one({ state: 'nominated', institution, track })
  const admin = await aStaffMember([{ role: 'admin', callId: own.id }], { passwordHash: await hashPassword(PASSWORD) })
  await become(page, admin.email)
  for (const [path, row, rows] of LISTS) {
    const { html, flight } = await openedParts(page, `${path}?call=${own.slug}&show=all`)
    expect(html.match(row)?.length, path).toBeGreaterThanOrEqual(rows)
    const kB = (bytes: number) => (bytes / 1000).toFixed(1)
    console.log(`${path}: ${kB(html.length)} kB of HTML, ${kB(flight)} of them React's data`)
    expect(html.length, path).toBeLessThanOrEqual(90_000)
    expect(flight, path).toBeLessThanOrEqual(html.length / 2)
  }
})
