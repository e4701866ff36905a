import { readdirSync } from 'node:fs'
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { signInHere } from './pages/account'
import { anAccount, database, newPage, readyApplication, signIn } from './pages/applicant'

const NOBODY = '00000000-0000-4000-8000-000000000000'
/** Every route of the portal: who may open it, and its addresses for one application and document. */
const PUBLIC = [
  'page.tsx',
  'call/page.tsx',
  'call/sources/page.tsx',
  'call/places/page.tsx',
  'eligible/page.tsx',
  'faq/page.tsx',
  'institutions/page.tsx',
  'forgot/page.tsx',
  'register/check-mail/page.tsx',
  'register/page.tsx',
  'reset/page.tsx',
  'signin/page.tsx',
  'verify/page.tsx',
  'verify-letter/page.tsx',
  'verify-letter/[code]/page.tsx',
  'signin/code/page.tsx',
  'signin/link/page.tsx',
  'invitation/page.tsx',
  'api/auth/[...nextauth]/route.ts',
  'api/health/live/route.ts',
  'api/health/ready/route.ts',
  // Needs a separate token; metrics.db.test.ts covers it.
  'api/metrics/route.ts',
  'api/session/route.ts',
  'api/v1/openapi.json/route.ts',
  'api/v1/[...rest]/route.ts',
  // Only a demonstration has these; `mailboxOpen` closes them elsewhere.
  'mailbox/[id]/page.tsx',
  'mailbox/page.tsx',
  'mailbox/templates/page.tsx',
  'mailbox/templates/[template]/page.tsx',
]
/** For holders of a personal link: referees.spec.ts tries invalid links and other people's forms. */
const LINKS = [
  'r/[token]/page.tsx',
  'r/[token]/answer/page.tsx',
  'r/[token]/send/page.tsx',
  'r/[token]/decline/page.tsx',
  'r/[token]/not-me/page.tsx',
  'api/requests/[token]/answers/route.ts',
  'api/requests/[token]/letter/route.ts',
]
/** About the signed-in person, for every role. */
const MINE = [
  'account/page.tsx',
  'confirm-identity/page.tsx',
  'account/data/page.tsx',
  'account/erase/page.tsx',
  'account/two-factor/page.tsx',
  'account/two-factor/codes/page.tsx',
  'account/tokens/page.tsx',
  'account/tokens/end/page.tsx',
  'apply/page.tsx',
  'notifications/page.tsx',
  'notifications/preferences/page.tsx',
]
const OWNERS: Record<string, (id: string, document: string) => string> = {
  'apply/[id]/page.tsx': (id) => `/apply/${id}`,
  'apply/[id]/[section]/page.tsx': (id) => `/apply/${id}/personal`,
  'apply/[id]/check/page.tsx': (id) => `/apply/${id}/check`,
  'apply/[id]/submitted/page.tsx': (id) => `/apply/${id}/submitted`,
  'apply/[id]/help/page.tsx': (id) => `/apply/${id}/help`,
  'apply/[id]/withdraw/page.tsx': (id) => `/apply/${id}/withdraw`,
  'apply/[id]/offer/page.tsx': (id) => `/apply/${id}/offer`,
  'apply/[id]/offer/[answer]/page.tsx': (id) => `/apply/${id}/offer/accept`,
  'api/applications/[id]/offer-letter/route.ts': (id) => `/api/applications/${id}/offer-letter`,
  'api/applications/[id]/pdf/route.ts': (id) => `/api/applications/${id}/pdf`,
  'api/applications/[id]/dossier/route.ts': (id) => `/api/applications/${id}/dossier`,
  'api/documents/[documentId]/route.ts': (_, document) => `/api/documents/${document}`,
  'dossiers/[id]/page.tsx': (id) => `/dossiers/${id}`,
}
/** For the staff of an application, see `roles.spec.ts`. */
const APPLICATION_STAFF: Record<string, (id: string) => string> = {
  'applications/[id]/page.tsx': (id) => `/applications/${id}`,
  'applications/[id]/check/page.tsx': (id) => `/applications/${id}/check`,
  'applications/[id]/check/decide/page.tsx': (id) => `/applications/${id}/check/decide`,
  'applications/[id]/letters/page.tsx': (id) => `/applications/${id}/letters`,
  'applications/[id]/offer/page.tsx': (id) => `/applications/${id}/offer`,
  'admin/acting/[id]/page.tsx': (id) => `/admin/acting/${id}`,
}
/** Only for chiefs and admins, and never for the owner. */
const CHIEFS: Record<string, (id: string) => string> = {
  'applications/[id]/reviewers/page.tsx': (id) => `/applications/${id}/reviewers`,
}
/** Only for admins, of one Call or of all. */
const ADMINS = [
  '/admin',
  '/admin/calls',
  '/admin/calls/new',
  '/admin/statistics',
  '/admin/exports',
  '/admin/jobs',
  '/admin/system',
  '/admin/retention',
  '/admin/acting',
  '/admin/people',
  '/admin/people/invite',
  '/admin/people/import',
  '/admin/people/reset',
  '/admin/deadlines',
  '/admin/deadlines/confirm',
  '/admin/mail',
  '/admin/mail/send-again',
  '/admin/audit',
  '/admin/audit/chain',
  '/admin/sign-ins',
  '/admin/webhooks',
  ...['', '/confirm', '/waiting', '/places', '/places/limit', '/release'].map((part) => `/decisions${part}`),
  ...['/scenarios', '/scenarios/compare'].map((part) => `/decisions${part}`),
]
/** For officers and admins, see `dossier.spec.ts`. */
const STAFFS: Record<string, string> = {
  'admin/people/[id]/page.tsx': `/admin/people/${NOBODY}`,
  'admin/people/[id]/end/page.tsx': `/admin/people/${NOBODY}/end`,
  'admin/people/[id]/reset/page.tsx': `/admin/people/${NOBODY}/reset`,
  'admin/people/[id]/reviewer/page.tsx': `/admin/people/${NOBODY}/reviewer`,
  'admin/webhooks/[id]/page.tsx': `/admin/webhooks/${NOBODY}`,
  'admin/webhooks/[id]/end/page.tsx': `/admin/webhooks/${NOBODY}/end`,
  'decisions/scenarios/[id]/page.tsx': `/decisions/scenarios/${NOBODY}`,
  'admin/calls/[slug]/page.tsx': '/admin/calls/2021',
  'admin/calls/[slug]/edit/[part]/page.tsx': '/admin/calls/2021/edit/texts',
  'admin/calls/[slug]/json/page.tsx': '/admin/calls/2021/json',
  'admin/calls/[slug]/review/page.tsx': '/admin/calls/2021/review',
  'admin/calls/[slug]/preview/page.tsx': '/admin/calls/2021/preview',
  'admin/calls/[slug]/versions/page.tsx': '/admin/calls/2021/versions',
  'admin/calls/[slug]/publish/page.tsx': '/admin/calls/2021/publish',
  'dossiers/page.tsx': '/dossiers',
  'work/page.tsx': '/work',
  'tracker/page.tsx': '/tracker',
  'api/tracker/route.ts': '/api/tracker?call=2021',
  'nominations/page.tsx': '/nominations',
  'nominations/[institution]/[track]/page.tsx': '/nominations/isl/phd',
  'nominations/[institution]/[track]/hand-in/page.tsx': '/nominations/isl/phd/hand-in',
  'applications/page.tsx': '/applications',
  'applications/found-eligible/page.tsx': '/applications/found-eligible',
  'applications/to-enrol/page.tsx': '/applications/to-enrol',
  'applications/export/page.tsx': '/applications/export',
  'api/applications/values/route.ts': '/api/applications/values',
}
/** For its reviewers and for staff; see `roles.spec.ts`. */
const REVIEWING: Record<string, (id: string) => string> = {
  'review/page.tsx': () => '/review',
  'review/load/page.tsx': () => '/review/load',
  'review/[id]/page.tsx': (id) => `/review/${id}`,
  'review/[id]/submit/page.tsx': (id) => `/review/${id}/submit`,
  'review/[id]/conflict/page.tsx': (id) => `/review/${id}/conflict`,
  'review/[id]/decline/page.tsx': (id) => `/review/${id}/decline`,
  'applications/[id]/reviews/page.tsx': (id) => `/applications/${id}/reviews`,
  'applications/[id]/reviews/reopen/page.tsx': (id) => `/applications/${id}/reviews/reopen`,
  'api/letters/[requestId]/route.ts': (id) => `/api/letters/${id}`,
}
/** Only for chiefs and admins. */
const COMMITTEE: Record<string, string> = {
  'committee/calibration/page.tsx': '/committee/calibration',
  'committee/page.tsx': '/committee',
  'committee/reviewers/page.tsx': '/committee/reviewers',
  'committee/reviewers/remind/page.tsx': '/committee/reviewers/remind',
  'committee/assignment/page.tsx': '/committee/assignment',
  'committee/assignment/[run]/page.tsx': '/committee/assignment/00000000-0000-4000-8000-000000000000',
  'committee/assignment/release/page.tsx': '/committee/assignment/release',
}
/** Only with a personal token: api.spec.ts covers it. */
const API = [
  'api/v1/applications/route.ts',
  'api/v1/applications/[number]/route.ts',
  'api/v1/applications/[number]/dossier/route.ts',
  'api/v1/applications/[number]/enrolment/route.ts',
  'api/v1/calls/route.ts',
]
/** They only change something, or return a file: handlers.spec.ts tries each with the whole cast, like all handlers. */
const CHANGES = [
  'api/applications/[id]/sections/[key]/route.ts',
  'api/documents/route.ts',
  'api/dossiers/route.ts',
  'api/reviews/[id]/route.ts',
  'api/calibration/route.ts',
  'api/audit/route.ts',
  'api/statistics/route.ts',
  'api/exports/route.ts',
  'api/account/data/route.ts',
  'api/applications/export/route.ts',
  'api/documents/[documentId]/[action]/route.ts',
  'api/nominations/[call]/[institution]/[track]/route.ts',
]

/** A part of a page, which the portal alone asks for (kept-pages.spec.ts). */
const PARTS = ['frame/page.tsx']

test('this test knows every route', () => {
  const routes = readdirSync('app', { recursive: true })
    .map((file) => String(file).replace(/\([^)]*\)\//g, ''))
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
  const admins = ADMINS.map((path) => `${path.slice(1)}/page.tsx`)
  const groups = [STAFFS, COMMITTEE, CHIEFS, REVIEWING, APPLICATION_STAFF]
  const staffs = groups.flatMap((group) => Object.keys(group))
  const known = [
    ...PUBLIC,
    ...PARTS,
    ...LINKS,
    ...API,
    ...MINE,
    ...CHANGES,
    ...Object.keys(OWNERS),
    ...staffs,
    ...admins,
  ]
  expect(routes.sort()).toEqual(known.sort())
})

test('only an admin opens the admin’s pages: no applicant, officer, reviewer or signed-out visitor', async ({
  browser,
}) => {
  test.slow()
  for (const path of ADMINS) {
    const answer = await (await newPage(browser)).request.get(path, { maxRedirects: 0 })
    expect(answer.headers().location, path).toMatch(/^\/signin/)
  }
  for (const role of ['applicant', 'officer-ustc', 'reviewer', 'admin']) {
    const page = await newPage(browser)
    await page.goto('/signin')
    await signInHere(page, `${role}@demo.example`, 'demo-Scholarship-2021')
    const expected = role === 'admin' ? 200 : 404
    for (const path of ADMINS) expect((await page.request.get(path)).status(), `${role}, ${path}`).toBe(expected)
  }
})

test('a signed-out visitor who opens a personal page goes to sign in', async ({ page }) => {
  for (const path of MINE.map((file) => `/${file.replace('/page.tsx', '')}`)) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    expect(answer.headers().location, path).toBe(`/signin?next=${encodeURIComponent(path)}`)
  }
})

test('another applicant and a signed-out visitor read nothing of an application', async ({ page }) => {
  const { id } = await readyApplication('Owner')
  const document = await aDocumentOf(id)
  const paths = [
    ...Object.values(OWNERS).map((path) => path(id, document)),
    ...Object.values(APPLICATION_STAFF).map((path) => path(id)),
    ...Object.values(STAFFS),
    ...Object.values(COMMITTEE),
    ...Object.values(REVIEWING).map((path) => path(id)),
    ...Object.values(CHIEFS).map((path) => path(id)),
  ]
  for (const path of paths) {
    const answer = await page.request.get(path, { maxRedirects: 0 })
    const refused = [401, 404].includes(answer.status()) || answer.headers().location?.startsWith('/signin')
    expect(refused, `${path}, signed out: ${answer.status()}`).toBe(true)
  }
  await signIn(page, await anAccount('Other'))
  for (const path of paths) expect((await page.request.get(path)).status(), path).toBe(404)
})

test('only staff get the archive of dossiers, by their own form', async ({ page }) => {
  const sql = database()
  const recorded = async () => (await sql`select from events where type = 'dossiers-downloaded'`).length
  const before = await recorded()
  expect((await page.request.post('/api/dossiers')).status()).toBe(404)
  await signIn(page, await anAccount('Other'))
  expect((await page.request.post('/api/dossiers')).status()).toBe(404)
  const admin = await page.context().browser()!.newPage()
  await admin.goto(new URL('/signin', page.url()).href)
  await signInHere(admin, 'admin@demo.example', 'demo-Scholarship-2021')
  const route = new URL('/api/dossiers', page.url()).href
  for (const method of ['GET', 'HEAD']) expect((await admin.request.fetch(route, { method })).status()).toBe(405)
  const headers = { 'sec-fetch-site': 'cross-site' }
  expect((await admin.request.post(route, { headers })).status()).toBe(403)
  expect(await recorded()).toBe(before)
  await sql.end()
  await admin.close()
})

/** Each form of an application, as its owner has it open, and what brings the application into its state. */
const forms: { name: string; at: string; button: string; state?: string; tick?: true; types?: [string, string] }[] = [
  { name: 'saving a section', at: '/languages', button: 'Save and continue' },
  { name: 'removing a document', at: '/documents', button: 'Remove' },
  { name: 'changing a referee', at: '/referees?change=', button: 'Save', types: ['position', 'Dean'] },
  { name: 'inviting a referee', at: '/referees', button: 'Send the invitation' },
  { name: 'inviting all', at: '/referees', button: 'Send all' },
  { name: 'removing a referee', at: '/referees', button: 'Remove' },
  { name: 'submitting', at: '/check', button: 'Submit the application' },
  { name: 'withdrawing', at: '/withdraw', button: 'Withdraw the application', tick: true },
  { name: 'reopening', at: '', button: 'Reopen the application', state: 'withdrawn' },
]

for (const form of forms) {
  test(`${form.name}: the owner’s own form, sent by another or signed out, changes nothing`, async ({ browser }) => {
    const { email, id } = await readyApplication('Owner')
    if (form.state) await setState(id, form.state)
    const other = await newPage(browser)
    await signIn(other, await anAccount('Other'))
    const at = form.at.replace('change=', `change=${await aRefereeOf(id)}`)
    const strangers = [[], await other.context().cookies()]
    const before = await everythingOf(id)
    // Without JavaScript the browser sends the whole form, with the action and the ids from the owner's page.
    const page = await newPage(browser, { javaScriptEnabled: false })
    await signIn(page, email)
    const own = await page.context().cookies()
    for (const cookies of strangers) {
      await open(page, { ...form, at }, id)
      await become(page.context(), cookies)
      await send(page, form.button)
      expect(await everythingOf(id)).toEqual(before)
      await become(page.context(), own)
    }
    await open(page, { ...form, at }, id)
    await send(page, form.button)
    expect(await everythingOf(id)).not.toEqual(before)
  })
}

async function open(page: Page, form: (typeof forms)[number], id: string) {
  await page.goto(`/apply/${id}${form.at}`)
  if (form.tick) await page.getByRole('checkbox').check()
  if (form.types) await page.locator(`[id="${form.types[0]}"]`).fill(form.types[1])
}

async function send(page: Page, button: string) {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST')
  await page.getByRole('button', { name: button }).first().click()
  await answer
}

async function become(context: BrowserContext, cookies: Awaited<ReturnType<BrowserContext['cookies']>>) {
  await context.clearCookies()
  if (cookies.length > 0) await context.addCookies(cookies)
}

/** All rows of an application, as one value for comparison. */
async function everythingOf(id: string): Promise<unknown> {
  const sql = database()
  const rows = await sql`
    select to_jsonb(a) as application,
      (select jsonb_agg(to_jsonb(s) order by s.key) from application_sections s where s.application_id = a.id) as sections,
      (select jsonb_agg(to_jsonb(d) order by d.id) from documents d where d.application_id = a.id) as documents,
      (select jsonb_agg(to_jsonb(r) order by r.id) from reference_requests r where r.application_id = a.id) as requests,
      (select jsonb_agg(to_jsonb(e) order by e.id) from events e where e.application_id = a.id) as events
    from applications a where a.id = ${id}`
  await sql.end()
  return rows[0]
}

async function aDocumentOf(id: string): Promise<string> {
  const sql = database()
  const [row] = await sql`select id from documents where application_id = ${id} limit 1`
  await sql.end()
  return row!.id
}

async function aRefereeOf(id: string): Promise<string> {
  const sql = database()
  const [row] = await sql`select id from reference_requests where application_id = ${id} and kind = 'referee' limit 1`
  await sql.end()
  return row!.id
}

async function setState(id: string, state: string) {
  const sql = database()
  await sql`update applications set state = ${state} where id = ${id}`
  await sql.end()
}
