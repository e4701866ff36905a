import { type Browser, expect, type Page } from '@playwright/test'
import type postgres from 'postgres'
import { withoutUnseen } from '@/lib/form/fold'
import { database } from './pages/applicant'
import { aScene, type Scene } from './pages/cast'
import { quotaOf } from './pages/decisions'
import { keptOf, NAUGHTY, RAN } from './pages/naughty'
import { aRankedList, listAt, openedAgain } from './pages/nominations'
import { test } from './pages/own-portal'
import { builtActions, callAction } from './pages/server-actions'
import { administration } from './rules/administration'
import { applications } from './rules/applications'
import { decisions } from './rules/decisions'
import { people } from './rules/people'
import { review } from './rules/review'
import type { Rule } from './rules/rule'
import { reviewOf } from './rules/watch'

/** About their own views. */
const views: Record<string, Rule> = {
  'lib/selecting/listing/actions.ts#saveThisView': { who: ['admin'], fields: () => ({ name: 'A test', query: '' }) },
  'lib/selecting/listing/actions.ts#renameSavedView': {
    who: ['admin'],
    prepare: aView,
    fields: ({ id }) => ({ id, name: 'A test', query: '' }),
  },
}

const RULES: Record<string, Rule> = { ...administration, ...applications, ...decisions, ...people, ...review, ...views }

/** The free texts of staff forms, and of applicants' forms that staff read. */
const TEXTS: Record<string, string[]> = {
  'lib/running/call-editor/actions.ts#saveFields': ['c.f0', 'c.f2'],
  'lib/running/call-editor/actions.ts#saveDraft': ['note'],
  'lib/running/call-editor/actions.ts#begin': ['title'],
  'lib/applying/deadline/actions.ts#confirmExtension': ['reason'],
  'lib/running/webhook/actions.ts#add': ['url'],
  'lib/selecting/eligibility/actions.ts#judge': ['note'],
  'lib/selecting/eligibility/actions.ts#decide': ['reason'],
  'lib/selecting/nomination/actions.ts#reopen': ['reason'],
  'lib/selecting/nomination/actions.ts#signList': ['signerName', 'signerPosition', 'reason'],
  'lib/applying/acting/actions.ts#begin': ['reason'],
  'lib/awarding/offer/actions.ts#add': ['text'],
  'lib/awarding/offer/actions.ts#mark': ['note'],
  'lib/awarding/offer/actions.ts#decline': ['reason'],
  'lib/awarding/offer/revoke-actions.ts#revoke': ['reason'],
  'lib/awarding/decision/place-actions.ts#saveLimit': ['label'],
  'lib/awarding/decision/place-actions.ts#saveQuota': ['quota', 'reason'],
  'lib/awarding/decision/scenario-actions.ts#workOutScenario': ['name'],
  'lib/selecting/listing/actions.ts#saveThisView': ['name'],
  'lib/selecting/listing/actions.ts#renameSavedView': ['name'],
  'lib/running/staff/actions.ts#appoint': ['name', 'email'],
  'lib/running/staff/actions.ts#changeProfile': [
    'affiliation',
    'institution',
    'country',
    'tracks',
    'programmes',
    'languages',
    'most',
  ],
  'lib/selecting/review/actions.ts#sendReview': ['toCommittee', 'toApplicant'],
  'lib/selecting/review/actions.ts#declareOne': ['reason'],
  'lib/selecting/review/actions.ts#decline': ['reason'],
  'lib/selecting/review/discuss-actions.ts#comment': ['text'],
  'lib/selecting/review/discuss-actions.ts#reopen': ['reason'],
}

/** Actions that work once: the first accepted text is the last. */
const ONCE = ['lib/applying/acting/actions.ts#begin']

/** Undoes an action, so that it can run with the next text. */
const AGAIN: Record<string, (scene: Scene) => Promise<void>> = {
  'lib/selecting/nomination/actions.ts#signList': openedAgain,
}

// One after the other, on a separate database.
test.describe.configure({ mode: 'default' })

/** A text as a name is stored: one space between words, composed accents, no invisible characters. */
const asName = (sent: string) => withoutUnseen(keptOf(sent)).replace(/\s+/g, ' ').normalize('NFC').trim()

/** The database's present moment: a row that is written later has a transaction from here on. */
async function now(sql: postgres.Sql): Promise<string> {
  const [row] = await sql<{ next: string }[]>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`
  return row!.next
}

/**
 * Whether a row written since then has the text as sent, or with single spaces and composed accents, or as a name. The
 * rows of earlier tests are not looked at: there are many.
 */
async function isKept(sql: postgres.Sql, sent: string, since: string): Promise<boolean> {
  const texts = [keptOf(sent), keptOf(sent).replace(/\s+/g, ' ').normalize('NFC'), asName(sent)]
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const within = tables.map(
    ({ name }) => `
    select from public."${name}" t, jsonb_path_query(to_jsonb(t), '$.**') v
    where t.xmin::text::bigint >= $4 and jsonb_typeof(v) = 'string' and (position($1 in v #>> '{}') > 0
      or position($2 in v #>> '{}') > 0 or position($3 in v #>> '{}') > 0)`,
  )
  const [row] = await sql.unsafe(`select exists (${within.join(' union all ')}) as kept`, [...texts, since])
  return row!.kept
}

/** All at once where the field is long enough, else in groups of a line; the texts of a refused group one by one. */
const ALL = NAUGHTY.join(' ¶ ')
const LINE = 90
/** Texts that some program understands by their beginning: each begins its group. */
const BY_BEGINNING = /^([=+@＝-]|\w+:)/
const GROUPS = NAUGHTY.reduce<string[][]>((groups, text) => {
  const last = groups.at(-1)
  if (last && !BY_BEGINNING.test(text) && [...last, text].join(' ¶ ').length <= LINE) last.push(text)
  else groups.push([text])
  return groups
}, [])

for (const [name, fields] of Object.entries(TEXTS)) {
  test(`${name}: any text is stored unchanged, or refused beside its field`, async ({ playwright, baseURL }) => {
    test.slow()
    const rule = RULES[name]!
    const action = builtActions().get(name)!
    const scene = await aScene(rule.host ?? 'xieg', 'ynao')
    if (rule.state) await setState(scene, rule.state)
    await rule.prepare?.(scene)
    const extraHTTPHeaders = { cookie: scene.cast[(rule.who[0] ?? rule.except?.[0])!].cookie }
    const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders })
    /** The names of the fields with an error; null if the form was accepted. */
    const send = async (field: string, text: string): Promise<string | null> => {
      const given = { ...(await rule.fields(scene)), [field]: text }
      const answer = await callAction(request, action, given, rule.bound?.(scene) ?? [])
      expect(answer.status(), `${field}: ${text}`).toBeLessThan(400)
      const said = await answer.text()
      expect(said, `${field}: ${text}`).not.toContain('went wrong')
      const isTaken = !/"status":"error"|"message":"|"conflict":/.test(said)
      return isTaken ? null : said
    }
    const isOnce = ONCE.includes(name)
    const isRefused = (said: string, field: string) => said.includes(`"${field}":"`) || said.includes('"message":"')
    const sql = database()
    /** Sends one text; whether the form accepted it. It expects the text in the database, or an error at its field. */
    const isAccepted = async (field: string, text: string): Promise<boolean> => {
      const since = await now(sql)
      const said = await send(field, text)
      if (said === null) {
        expect(await isKept(sql, text, since), `${field}: ${text}`).toBe(true)
        await AGAIN[name]?.(scene)
      } else expect(isRefused(said, field), `${field}: ${said}`).toBe(true)
      return said === null
    }
    const marked = (text: string) => `${text} ${scene.id.slice(0, 6)}`
    const sendEach = async (field: string) => {
      if (await isAccepted(field, ALL)) return
      for (const group of GROUPS) {
        const texts = (await isAccepted(field, marked(group.join(' ¶ ')))) ? [] : group
        if (isOnce && texts.length === 0) return
        for (const text of texts) if ((await isAccepted(field, marked(text))) && isOnce) return
      }
    }
    for (const field of fields) await sendEach(field)
    await sql.end()
    await request.dispose()
  })
}

/** A page of a player, and any dialog that opened on it. */
async function pageOf(browser: Browser, baseURL: string, { cookie }: { cookie: string }) {
  const context = await browser.newContext({ baseURL })
  const [key, ...value] = cookie.split('=')
  await context.addCookies([{ name: key!, value: value.join('='), url: baseURL }])
  const page = await context.newPage()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    return dialog.dismiss()
  })
  return { context, page, dialogs }
}

const hasRun = (page: Page) => page.evaluate((name) => name in window, RAN)

test('a review saved elsewhere meanwhile is not overwritten, and the other version comes back whole', async ({
  playwright,
  baseURL,
}) => {
  const scene = await aScene('xieg', 'ynao')
  const action = builtActions().get('lib/selecting/review/actions.ts#sendReview')!
  const extraHTTPHeaders = { cookie: scene.cast.reviewer.cookie }
  const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders })
  const send = async (toCommittee: string, version: number, _do = 'later') => {
    const fields = { _version: String(version), _writer: 'another-page', _do, _shown: 'toCommittee', toCommittee }
    const answer = await callAction(request, action, fields, [scene.id])
    expect(answer.status()).toBeLessThan(400)
    return answer.text()
  }
  const { version } = await reviewOf(scene)
  const [theirs, mine] = [`theirs ${ALL}`, `mine ${ALL}`]
  await send(theirs, version)
  const saved = { version: version + 1, answers: expect.objectContaining({ toCommittee: keptOf(theirs) }) }
  expect(await reviewOf(scene)).toEqual(saved)
  const said = await send(mine, version)
  expect(said).toContain('"conflict":')
  for (const text of [theirs, mine]) expect(said).toContain(JSON.stringify(keptOf(text)))
  expect(await reviewOf(scene)).toEqual(saved)
  // Sending the same again makes no new version.
  expect(await send(theirs, version)).not.toContain('"conflict":')
  expect(await reviewOf(scene)).toEqual(saved)
  await send(mine, version, `overwrite:${version + 1}`)
  expect((await reviewOf(scene)).answers.toCommittee).toBe(keptOf(mine))
  await request.dispose()
})

test('a list signed again with another name is no repeat', async ({ playwright, baseURL }) => {
  const rule = RULES['lib/selecting/nomination/actions.ts#signList']!
  const scene = await aScene('shao', 'ynao')
  const list = { ...listAt('shao'), ...(await aRankedList(scene)), signerPosition: 'Dean' }
  const extraHTTPHeaders = { cookie: scene.cast[rule.who[0]!].cookie }
  const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders })
  const sign = async (signerName: string) => {
    const action = builtActions().get('lib/selecting/nomination/actions.ts#signList')!
    return (await callAction(request, action, { ...list, signerName }, [])).text()
  }
  expect(await sign('Zhao Min')).not.toContain('"message":')
  expect(await sign('Zhao  Min')).not.toContain('"message":')
  expect(await sign('Zhou Min')).toContain('This list was handed in already')
  await request.dispose()
})

test('a quota accepts digits of any script, and anything else is refused', async ({ playwright, baseURL }) => {
  const scene = await aScene('xieg', 'ynao')
  const name = 'lib/awarding/decision/place-actions.ts#saveQuota'
  const request = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { cookie: scene.cast.admin.cookie },
  })
  const send = async (quota: string) => {
    const given = { ...(await RULES[name]!.fields(scene)), quota }
    return (await callAction(request, builtActions().get(name)!, given, [])).text()
  }
  const read: [string, number][] = [
    ['٢٩٨', 298],
    ['２９７', 297],
    ['\u200f۲۹۶\u200e', 296],
    [' 295\u00a0', 295],
  ]
  for (const [typed, quota] of read) {
    await send(typed)
    expect(await quotaOf(scene), typed).toBe(quota)
  }
  for (const typed of ['', '\u200b', '-1', '29.5', '0x10', '1e2', '½', '二百', '300 or so', '9'.repeat(400), '=1+1']) {
    expect(await send(typed), typed).toContain('"quota":"Enter the number of places')
    expect(await quotaOf(scene), typed).toBe(295)
  }
  await send('300')
  await request.dispose()
})

test('people from a file are stored as written, or their row shows an error', async ({ browser, baseURL }) => {
  test.slow()
  const scene = await aScene('xieg', 'ynao')
  const { context, page, dialogs } = await pageOf(browser, baseURL!, scene.cast.admin)
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const address = (column: string, at: number) => `${column}-${at}-${scene.id}@university.example`
  const rows = NAUGHTY.flatMap((text, at) => [
    ['reviewer', text, address('name', at), '', '', '5'],
    ['reviewer', 'A Test', address('affiliation', at), text, '', '5'],
    ['reviewer', 'A Test', address('tracks', at), '', `${text} at all`, '5'],
  ])
  const file = [['Role', 'Name', 'E-mail', 'Affiliation', 'Tracks', 'Load limit'], ...rows]
  const buffer = Buffer.from(file.map((row) => row.map(cell).join(',')).join('\r\n'))
  await page.goto('/admin/people/import')
  await page.getByLabel('File of people').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Look at it' }).click()
  await expect(page.getByText('Nothing is written yet.')).toBeVisible()
  const shown = (await page.locator('main').textContent())!
  const refused = rows.filter(([, , email]) => shown.indexOf(email!) < shown.indexOf('To be imported'))
  for (const [, , email] of rows) expect(shown).toContain(email)
  await page.getByRole('button', { name: /^Import the/ }).click()
  await expect(page.getByText(`${rows.length - refused.length} people imported`)).toBeVisible()
  const sql = database()
  const kept = await sql<{ email: string; name: string; affiliation: string | null; tracks: string[] }[]>`
    select p.email, p.name, r.affiliation, r.tracks from people p join reviewers r on r.person_id = p.id
    where p.email like ${`%${scene.id}@university.example`}`
  await sql.end()
  const byEmail = new Map(kept.map((one) => [one.email, one]))
  for (const row of rows) {
    const [, name, email, affiliation] = row as [string, string, string, string]
    const its = byEmail.get(email)
    expect(its === undefined, email).toBe(refused.includes(row))
    if (!its) continue
    expect(its.name).toBe(asName(name))
    expect(its.affiliation ?? '').toBe(keptOf(affiliation).replace(/\s+/g, ' ').normalize('NFC'))
    expect(its.tracks).toEqual([])
  }
  expect(await hasRun(page)).toBe(false)
  expect(dialogs).toEqual([])
  await context.close()
})

test('a search for any text gets an answer, stays in its box as typed, and can be saved and downloaded', async ({
  browser,
  baseURL,
}) => {
  test.slow()
  const scene = await aScene('xieg', 'ynao')
  const { context, page, dialogs } = await pageOf(browser, baseURL!, scene.cast.admin)
  const save = builtActions().get('lib/selecting/listing/actions.ts#saveThisView')!
  const sql = database()
  // The last is the longest that the box accepts.
  for (const text of [...NAUGHTY, NAUGHTY.join(' ').slice(0, 1000), '中'.repeat(1000)]) {
    const answer = await page.goto(`/applications?q=${encodeURIComponent(text)}&open=download`)
    if (text.includes('\0')) {
      expect(answer!.status()).toBe(400)
      await expect(page.getByText('This address is not complete')).toBeVisible()
    } else {
      expect(answer!.status(), text).toBe(200)
      // A one-line field has no line ends.
      await expect(page.getByRole('combobox', { name: 'Search' }), text).toHaveValue(text.replace(/[\r\n]/g, ''))
      expect(await hasRun(page), text).toBe(false)
      const query = await page.locator('form[action="/api/applications/export"] [name=query]').inputValue()
      const file = await page.request.post('/api/applications/export', { form: { query, format: 'csv' } })
      expect(file.status(), text).toBe(200)
      const view = { name: 'A search', query }
      const before = await now(sql)
      expect(await (await callAction(context.request, save, view, [])).text()).not.toContain('"status":"error"')
      expect(await isKept(sql, query, before), text).toBe(true)
    }
  }
  await sql.end()
  expect(dialogs).toEqual([])
  await context.close()
})

test('the names of saved views appear as typed', async ({ browser, baseURL }) => {
  const scene = await aScene('xieg', 'ynao')
  const { context, page, dialogs } = await pageOf(browser, baseURL!, scene.cast.admin)
  const save = builtActions().get('lib/selecting/listing/actions.ts#saveThisView')!
  for (const name of NAUGHTY) await callAction(context.request, save, { name, query: '' }, [])
  await page.goto('/applications?open=saved')
  await expect(page.getByText(`Saved views (${NAUGHTY.length})`)).toBeVisible()
  const names = await page.locator('a:has-text("Saved views") + div li bdi').allTextContents()
  expect(names.sort()).toEqual(NAUGHTY.map(keptOf).sort())
  expect(await hasRun(page)).toBe(false)
  expect(dialogs).toEqual([])
  await context.close()
})

test('stored texts run on no page, change no mail header and start no formula', async ({ browser, baseURL }) => {
  test.slow()
  const scene = await aScene('xieg', 'ynao')
  const sql = database()
  const ids = await sql<{ id: string }[]>`select id from applications order by created_at desc`
  const staff = await sql<{ id: string }[]>`
    select person_id as id from reviewers where affiliation like ${`%${RAN}%`} limit 4`
  const slugs = await sql<{ slug: string }[]>`select slug from calls where slug like 'scene-%' limit 4`
  const [mails] = await sql`
    select count(*)::int as all, count(*) filter (where subject ~ '[\\r\\n]')::int as broken,
      count(*) filter (where html ~ ${`<(script|img|svg)[^>]*${RAN}|<script`})::int as active from messages`
  await sql.end()
  expect(mails).toEqual({ all: expect.any(Number), broken: 0, active: 0 })
  expect(mails!.all).toBeGreaterThan(0)
  const { context, page, dialogs } = await pageOf(browser, baseURL!, scene.cast.admin)
  const paths = [
    ...ids.flatMap(({ id }) => ['', '/check', '/reviews', '/offer'].map((part) => `/applications/${id}${part}`)),
    ...staff.flatMap(({ id }) => ['', '/reviewer'].map((part) => `/admin/people/${id}${part}`)),
    ...slugs.flatMap(({ slug }) =>
      ['', '/edit/texts', '/review', '/versions', '/json'].map((part) => `/admin/calls/${slug}${part}`),
    ),
    '/applications',
    '/admin/audit',
    '/admin/people',
    '/admin/mail',
    '/admin/webhooks',
    '/admin/deadlines',
    '/admin/acting',
    '/decisions',
    '/decisions/places',
    '/decisions/scenarios',
    '/nominations/sari/phd',
    '/nominations/sibet/phd',
    '/committee',
  ]
  const showing: string[] = []
  for (const path of paths) if ((await (await page.request.get(path)).text()).includes(RAN)) showing.push(path)
  // Otherwise this test would look at pages without the texts.
  expect(showing.length, showing.join()).toBeGreaterThan(2)
  for (const path of showing) {
    await page.goto(path)
    expect(await hasRun(page), path).toBe(false)
  }
  expect(dialogs).toEqual([])
  const answer = await page.request.post('/api/audit', { form: { query: '' } })
  expect(answer.status()).toBe(200)
  const csv = await answer.text()
  expect(csv).toContain('=1+1')
  expect(csv.match(/(^|[,;\n\t"])\s*[=+@＝][^,"\n]{0,30}/g) ?? []).toEqual([])
  await context.close()
})

/** A view of the scene's admin, with the application's id. */
async function aView({ id, cast }: Scene) {
  const sql = database()
  await sql`insert into saved_views (id, person_id, name, query) values (${id}, ${cast.admin.person!.id}, 'A test', '')`
  await sql.end()
}

async function setState({ id }: Scene, state: string) {
  const sql = database()
  await sql`update applications set state = ${state} where id = ${id}`
  await sql.end()
}
