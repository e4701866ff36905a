import { expect } from '@playwright/test'
import { database } from './pages/applicant'
import { aScene, type Scene } from './pages/cast'
import { keptOf, NAUGHTY, RAN } from './pages/naughty'
import { test } from './pages/own-portal'
import { builtActions, callAction } from './pages/server-actions'
import { administration } from './rules/administration'
import { applications } from './rules/applications'
import { decisions } from './rules/decisions'
import { people } from './rules/people'
import { review } from './rules/review'
import type { Rule } from './rules/rule'

const RULES: Record<string, Rule> = { ...administration, ...applications, ...decisions, ...people, ...review }

/** The free texts of the forms of staff, and those of applicants that staff read. */
const TEXTS: Record<string, string[]> = {
  'lib/running/call-editor/actions.ts#saveFields': ['c.f0', 'c.f2'],
  'lib/running/call-editor/actions.ts#saveDraft': ['note'],
  'lib/running/call-editor/actions.ts#begin': ['title'],
  'lib/applying/deadline/actions.ts#confirmExtension': ['reason'],
  'lib/running/webhook/actions.ts#add': ['url'],
  'lib/selecting/eligibility/actions.ts#judge': ['note'],
  'lib/selecting/eligibility/actions.ts#decide': ['reason'],
  'lib/selecting/nomination/actions.ts#reopen': ['reason'],
  'lib/applying/acting/actions.ts#begin': ['reason'],
  'lib/awarding/offer/actions.ts#add': ['text'],
  'lib/awarding/offer/actions.ts#mark': ['note'],
  'lib/awarding/offer/actions.ts#decline': ['reason'],
  'lib/awarding/offer/revoke-actions.ts#revoke': ['reason'],
  'lib/awarding/decision/place-actions.ts#saveLimit': ['label'],
  'lib/awarding/decision/scenario-actions.ts#workOutScenario': ['name'],
  'lib/running/staff/actions.ts#appoint': ['name', 'email'],
  'lib/selecting/review/actions.ts#declareOne': ['reason'],
  'lib/selecting/review/actions.ts#decline': ['reason'],
  'lib/selecting/review/discuss-actions.ts#comment': ['text'],
  'lib/selecting/review/discuss-actions.ts#reopen': ['reason'],
}

/** What can be done once alone: the first text that is taken is the last. */
const ONCE = ['lib/applying/acting/actions.ts#begin']

// One after the other, on a database where nobody else is.
test.describe.configure({ mode: 'default' })

/** Whether a text is kept anywhere as it was sent, or as a name is: one space between its words, accents composed. */
async function isKept(sent: string): Promise<boolean> {
  const sql = database()
  const texts = [keptOf(sent), keptOf(sent).replace(/\s+/g, ' ').normalize('NFC')]
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  const within = tables.map(
    ({ name }) => `
    select from public."${name}" t, jsonb_path_query(to_jsonb(t), '$.**') v
    where jsonb_typeof(v) = 'string' and (position($1 in v #>> '{}') > 0 or position($2 in v #>> '{}') > 0)`,
  )
  const [row] = await sql.unsafe(`select exists (${within.join(' union all ')}) as kept`, texts)
  await sql.end()
  return row!.kept
}

/** All at once where the field is long enough, else one after the other. */
const ALL = NAUGHTY.join(' ¶ ')

for (const [name, fields] of Object.entries(TEXTS)) {
  test(`${name}: any text is kept as it is, or refused beside its field`, async ({ playwright, baseURL }) => {
    test.slow()
    const rule = RULES[name]!
    const action = builtActions().get(name)!
    const scene = await aScene(rule.host ?? 'xieg', 'ynao')
    if (rule.state) await setState(scene, rule.state)
    await rule.prepare?.(scene)
    const extraHTTPHeaders = { cookie: scene.cast[rule.who[0]!].cookie }
    const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders })
    /** The names of the fields beside which something is told; null if it was taken. */
    const send = async (field: string, text: string): Promise<string | null> => {
      const given = { ...(await rule.fields(scene)), [field]: text }
      const answer = await callAction(request, action, given, rule.bound?.(scene) ?? [])
      expect(answer.status(), `${field}: ${text}`).toBeLessThan(400)
      const said = await answer.text()
      expect(said, `${field}: ${text}`).not.toContain('went wrong')
      const isTaken = !/"status":"error"|"message":"|"conflict":/.test(said)
      return isTaken ? null : said
    }
    const isRefused = (said: string, field: string) => said.includes(`"${field}":"`) || said.includes('"message":"')
    for (const field of fields) {
      const said = await send(field, ALL)
      if (said === null) expect(await isKept(ALL), field).toBe(true)
      else {
        expect(isRefused(said, field), `${field}: ${said}`).toBe(true)
        for (const text of NAUGHTY) {
          const marked = `${text} ${scene.id.slice(0, 6)}`
          const its = await send(field, marked)
          if (its === null) expect(await isKept(marked), `${field}: ${text}`).toBe(true)
          else expect(isRefused(its, field), `${field}: ${its}`).toBe(true)
          // What is done is done.
          if (its === null && ONCE.includes(name)) break
        }
      }
    }
    await request.dispose()
  })
}

test('what was kept runs on no page, stands in no header of a mail and begins no formula', async ({
  browser,
  baseURL,
}) => {
  test.slow()
  const scene = await aScene('xieg', 'ynao')
  const sql = database()
  const ids = await sql<{ id: string }[]>`select id from applications order by created_at desc`
  const slugs = await sql<{ slug: string }[]>`select slug from calls where slug like 'scene-%' limit 4`
  const [mails] = await sql`
    select count(*)::int as all, count(*) filter (where subject ~ '[\\r\\n]')::int as broken,
      count(*) filter (where html ~ ${`<(script|img|svg)[^>]*${RAN}|<script`})::int as active from messages`
  await sql.end()
  expect(mails).toEqual({ all: expect.any(Number), broken: 0, active: 0 })
  expect(mails!.all).toBeGreaterThan(0)
  const context = await browser.newContext({ baseURL })
  const [key, ...value] = scene.cast.admin.cookie.split('=')
  await context.addCookies([{ name: key!, value: value.join('='), url: baseURL! }])
  const page = await context.newPage()
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    return dialog.dismiss()
  })
  const paths = [
    ...ids.flatMap(({ id }) => ['', '/check', '/reviews', '/offer'].map((part) => `/applications/${id}${part}`)),
    ...slugs.flatMap(({ slug }) =>
      ['', '/edit/texts', '/review', '/versions', '/json'].map((part) => `/admin/calls/${slug}${part}`),
    ),
    ...[
      '/applications',
      '/admin/audit',
      '/admin/people',
      '/admin/mail',
      '/admin/webhooks',
      '/admin/deadlines',
      '/admin/acting',
    ],
    ...[
      '/decisions',
      '/decisions/places',
      '/decisions/scenarios',
      '/nominations/sari/phd',
      '/nominations/sibet/phd',
      '/committee',
    ],
  ]
  const showing: string[] = []
  for (const path of paths) if ((await (await page.request.get(path)).text()).includes(RAN)) showing.push(path)
  // Else this test would look at pages that show none of it.
  expect(showing.length, showing.join()).toBeGreaterThan(2)
  for (const path of showing) {
    await page.goto(path)
    expect(await page.evaluate((name) => name in window, RAN), path).toBe(false)
  }
  expect(dialogs).toEqual([])
  const answer = await page.request.post('/api/audit', { form: { query: '' } })
  expect(answer.status()).toBe(200)
  const csv = await answer.text()
  expect(csv).toContain('=1+1')
  expect(csv.match(/(^|[,;\n\t"])\s*[=+@＝][^,"\n]{0,30}/g) ?? []).toEqual([])
  await context.close()
})

async function setState({ id }: Scene, state: string) {
  const sql = database()
  await sql`update applications set state = ${state} where id = ${id}`
  await sql.end()
}
