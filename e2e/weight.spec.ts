import { expect, test } from '@playwright/test'
import { signInHere } from './pages/account'
import { call, newPage, readyApplication, signIn } from './pages/applicant'
import { LIMIT, weigh } from './pages/weigh'

test('each page of the journey transfers at most 200 kB on a cold visit', async ({ browser }, info) => {
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
  const weights: [path: string, bytes: number][] = []
  for (const path of outside) weights.push([path, await weigh(browser, path)])
  for (const path of inside) weights.push([path.replace(id, '…'), await weigh(browser, path, storageState)])
  const table = weights.map(([path, bytes]) => `${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`).join('\n')
  console.log(table)
  await info.attach('weights', { body: table })
  expect(weights.filter(([, bytes]) => bytes > LIMIT)).toEqual([])
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
  const weights: [path: string, bytes: number][] = []
  for (const [name, paths] of STAFF) {
    const visitor = await newPage(browser)
    await visitor.goto('/signin')
    await signInHere(visitor, `${name}@demo.example`, 'demo-Scholarship-2021')
    const storageState = await visitor.context().storageState()
    for (const path of paths) weights.push([`${path} (${name})`, await weigh(browser, path, storageState)])
  }
  const table = weights.map(([path, bytes]) => `${(bytes / 1000).toFixed(1).padStart(7)} kB  ${path}`).join('\n')
  console.log(table)
  await info.attach('weights', { body: table })
  expect(weights.filter(([, bytes]) => bytes > LIMIT)).toEqual([])
})
