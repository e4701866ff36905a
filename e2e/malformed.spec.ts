import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { cookieOf, database, portal } from './pages/applicant'
import { aScene, type Scene } from './pages/cast'
import { aScenario } from './pages/decisions'
import {
  type Asked,
  ask,
  FEW_CALLS,
  MALFORMED_BODIES,
  MALFORMED_PARTS,
  malformedCalls,
  malformedQueries,
  NO_TEXT,
  ODD_FORM,
} from './pages/malformed'
import { builtActions, pathOf } from './pages/server-actions'
import { aWebhook } from './rules/watch'

/** Every route of the portal by its file, with parameters in brackets. */
const FILES = readdirSync('app', { recursive: true })
  .map((file) => `/${String(file)}`)
  .filter((file) => /\/(page\.tsx|route\.ts)$/.test(file))
const ROUTES = FILES.map((file) => file.replace(/\/(page\.tsx|route\.ts)$/, '').replace(/\/\([^)]*\)/g, '') || '/')

/** The names of the query parameters that pages read. */
const NAMES = [
  ...new Set(
    FILES.flatMap((file) => {
      const found = readFileSync(`app${file}`, 'utf8').matchAll(/param\([^,]+, '(\w+)'\)|\b(?:search|query)\.(\w+)/g)
      return [...found].map((match) => match[1] ?? match[2]!)
    }),
  ),
  'call',
  'q',
  'sort',
  'columns',
  'after',
  'notice',
  'role',
  'next',
  'token',
  'view',
]

/** Reveals more than a visitor may know: paths of the code, or database queries. */
const INNARDS = /\n\s+at .+:\d+:\d+|node_modules|Failed query|PostgresError|invalid (byte|input)/

/** The people whose requests get furthest, with parameters that they may open. */
async function senders() {
  const scene = await aScene('xieg', 'ynao')
  await Promise.all([aWebhook(scene), aScenario(scene)])
  const { db, findCall, anApplicant, anApplication, withDocuments } = await portal()
  const applicant = await anApplicant('Somebody')
  const draft = await anApplication(applicant, (await findCall(db, '2021'))!, phdAnswers)
  await withDocuments(draft, phdDocuments)
  const token = randomUUID()
  const sql = database()
  await sql`insert into request_links (hash, request_id)
    select ${createHash('sha256').update(token).digest('base64url')}, id from reference_requests
    where application_id = ${scene.id} and kind = 'referee' limit 1`
  await sql`update reference_requests set state = 'opened', invited_at = now() where application_id = ${scene.id}`
  const [asked] = await sql`select id from reference_requests where application_id = ${scene.id} limit 1`
  const [{ number } = { number: '' }] = await sql`select number from applications where id = ${scene.id}`
  await sql.end()
  const { makeToken } = await import('@/lib/people/api-token/tokens')
  const scopes = ['applications:read', 'dossiers:read', 'enrolment:write'] as const
  const bearer = await makeToken(db, scene.cast.admin.person!, { name: 'Test', scopes: [...scopes], days: 7 })
  const values = (id: string): Record<string, string> => ({
    id,
    documentId: scene.document,
    requestId: asked!.id,
    run: id,
    number,
    token,
    code: 'x',
    slug: '2021',
    call: '2021',
    institution: 'xieg',
    track: 'phd',
    part: 'texts',
    section: 'personal',
    key: 'personal',
    answer: 'accept',
    action: 'restore',
    template: 'reset-password',
    '...rest': 'x',
    '...nextauth': 'csrf',
  })
  const own = { cookie: await cookieOf(applicant) }
  const by = (player: keyof Scene['cast']) => ({ cookie: scene.cast[player].cookie, authorization: `Bearer ${bearer}` })
  return [
    { headers: by('admin'), values: values(scene.id) },
    { headers: own, values: values(draft) },
    { headers: by('reviewer'), values: values(scene.id) },
    { headers: by('admin'), values: values(scene.cast.reviewer.person!.id) },
    { headers: by('owner'), values: values(scene.id) },
  ]
}

type Sender = Awaited<ReturnType<typeof senders>>[number]

const filled = (route: string, { values }: Sender) => route.replace(/\[([^\]]+)\]/g, (_, name) => values[name]!)

/** Wrong answers, by request. */
class Wrong {
  readonly all: Record<string, string> = {}

  constructor(private readonly base: string) {}

  /** Sends a request, and notes an answer that is a server error, reveals internals, or has none of `statuses`. */
  async ask(asked: Asked, statuses?: number[]) {
    const { status, body } = await ask(this.base, asked)
    const told = INNARDS.exec(body)?.[0]
    const what = `${asked.method} ${asked.path.slice(0, 200)} ${asked.headers?.['content-type'] ?? ''} ${String(asked.body ?? '').slice(0, 200)}`
    if (status >= 500 || told || (statuses && !statuses.includes(status))) this.all[what] = `${status} ${told ?? ''}`
    return status
  }
}

/** The person who gets furthest with a route. */
async function bestFor(wrong: Wrong, route: string, all: Sender[]): Promise<Sender> {
  for (const sender of all) {
    const status = await wrong.ask({ method: 'GET', path: filled(route, sender), headers: sender.headers })
    if (status === 200) return sender
  }
  return all[/sections|documents/.test(route) ? 1 : 0]!
}

const sized = ({ headers, body }: Pick<Asked, 'headers' | 'body'>) => ({
  ...headers,
  'content-length': String(Buffer.byteLength(body ?? '')),
})

test('a malformed address causes no server error, and one that is not text is refused', async ({ baseURL }) => {
  test.slow()
  const wrong = new Wrong(baseURL!)
  const all = await senders()
  for (const route of ROUTES) {
    const sender = await bestFor(wrong, route, all)
    const valid = filled(route, sender)
    const inPlace = (part: string) =>
      (route.match(/\[[^\]]+\]/g) ?? []).map((name) => filled(route.split(name).join(part), sender))
    const get = (path: string, statuses?: number[]) =>
      wrong.ask({ method: 'GET', path, headers: sender.headers }, statuses)
    const refused = [...NO_TEXT.flatMap(inPlace), `${valid}?a=%00`, `${valid}?a=%FF`]
    await Promise.all([
      ...refused.map((path) => get(path, [400])),
      ...MALFORMED_PARTS.flatMap(inPlace).map((path) => get(path)),
      ...malformedQueries(NAMES).map((query) => get(`${valid}?${query}`)),
    ])
  }
  expect(wrong.all).toEqual({})
})

test('a wrong method and an unreadable body cause no server error', async ({ baseURL }) => {
  test.slow()
  const wrong = new Wrong(baseURL!)
  const all = await senders()
  for (const [at, route] of ROUTES.entries()) {
    const { headers, ...sender } = await bestFor(wrong, route, all)
    const path = filled(route, { headers, ...sender })
    await wrong.ask({ method: 'TRACE', path, headers }, [405])
    const methods = ['HEAD', 'OPTIONS', 'PATCH', 'DELETE', 'PROPFIND']
    await Promise.all(methods.map((method) => wrong.ask({ method, path, headers })))
    const takes = ['POST', 'PUT'].filter((method) =>
      new RegExp(`\\b${method}\\b`).test(readFileSync(`app${FILES[at]}`, 'utf8')),
    )
    const isPage = FILES[at]!.endsWith('page.tsx')
    const sent = (method: string) =>
      (isPage ? MALFORMED_BODIES.slice(-4) : MALFORMED_BODIES).map(({ type, body }) => {
        const said = { ...headers, ...(type && { 'content-type': type }) }
        return wrong.ask({ method, path, headers: sized({ headers: said, body }), body })
      })
    await Promise.all((isPage ? ['POST'] : takes).flatMap(sent))
  }
  expect(wrong.all).toEqual({})
})

test('malformed arguments of an action are refused before its code runs', async ({ baseURL }) => {
  test.slow()
  const wrong = new Wrong(baseURL!)
  const { cast } = await aScene('xieg', 'ynao')
  const actions = [...builtActions()]
  const other = actions.at(-1)![1].id
  const call = (
    { id, page }: { id: string; page: string },
    { type, body }: { type?: string; body: string | Buffer },
    more = {},
  ) => ({
    method: 'POST',
    path: pathOf(page),
    body,
    headers: sized({
      headers: { cookie: cast.admin.cookie, 'next-action': id, 'content-type': type ?? 'text/plain', ...more },
      body,
    }),
  })
  for (const [name, action] of actions) {
    // One action of each style covers them all.
    const many = /saveName|sendSection|sendReview|sendAnswerForm|#propose/.test(name)
    await Promise.all((many ? malformedCalls(other) : FEW_CALLS).map((body) => wrong.ask(call(action, body), [400])))
    // A stranger sends a form with odd fields.
    const cookie = await cookieOf(cast.applicant.person)
    await wrong.ask(call(action, ODD_FORM, { cookie }), [200, 303, 400])
  }
  const [, action] = actions[0]!
  for (const origin of ['null', 'nowhere', 'https://elsewhere.example'])
    await wrong.ask(call(action, { body: '[{},{}]' }, { origin }), [403])
  for (const id of ['constructor', '__proto__', '0'.repeat(action.id.length), 'x'.repeat(9_000), `${action.id}0`])
    await wrong.ask(call({ ...action, id }, { body: '[{},{}]' }), [400, 404, 409])
  await wrong.ask(call(action, { body: JSON.stringify([{}, 'x'.repeat(2_000_000)]) }), [413])
  expect(wrong.all).toEqual({})
})

test('HEAD of a file opens nothing, makes nothing and records nothing', async ({ baseURL }) => {
  const scene = await aScene('xieg', 'ynao')
  const { id, document, cast } = scene
  const sql = database()
  const [asked] = await sql`select id from reference_requests where application_id = ${id} and kind = 'referee' limit 1`
  const [application] = await sql`select number from applications where id = ${id}`
  // The files are not in the store, so that opening one fails.
  await sql`update reference_requests set state = 'received', invited_at = now(), answered_at = now(), answers = '{}'
    where id = ${asked!.id}`
  await sql`insert into letter_files (request_id, filename, size, pages, sha256, storage_key)
    values (${asked!.id}, 'letter.pdf', 1000, 1, ${'0'.repeat(64)}, ${randomUUID()})`
  // The dossier that its submission queued is made first.
  await expect
    .poll(async () => (await sql`select from graphile_worker.jobs where key like ${`%${id}%`}`).length)
    .toBe(0)
  await sql`delete from dossiers where application_id = ${id}`
  const { db } = await portal()
  const { makeToken } = await import('@/lib/people/api-token/tokens')
  const bearer = await makeToken(db, cast.admin.person!, { name: 'Test', scopes: ['dossiers:read'], days: 7 })
  const files: Record<string, [head: number, get: number]> = {
    [`/api/documents/${document}`]: [200, 404],
    [`/api/letters/${asked!.id}`]: [200, 404],
    [`/api/applications/${id}/pdf`]: [404, 404],
    // The first to ask for the dossier is told to wait.
    [`/api/v1/applications/${application!.number}/dossier`]: [202, 202],
    [`/api/applications/${id}/dossier`]: [303, 303],
  }
  const kept = () => sql`
    select (select jsonb_agg(to_jsonb(e)) from events e where application_id = ${id}) as events,
      (select jsonb_agg(to_jsonb(d)) from dossiers d where application_id = ${id}) as dossiers,
      (select jsonb_agg(j.key) from graphile_worker.jobs j where j.key like ${`%${id}%`}) as jobs`
  const headers = { cookie: cast.admin.cookie, authorization: `Bearer ${bearer}` }
  const before = await kept()
  for (const [path, [status]] of Object.entries(files)) {
    const answer = await ask(baseURL!, { method: 'HEAD', path, headers })
    expect([answer.status, answer.body], path).toEqual([status, ''])
  }
  expect(await kept()).toEqual(before)
  for (const [path, [, status]] of Object.entries(files))
    expect((await ask(baseURL!, { method: 'GET', path, headers })).status, path).toBe(status)
  expect(await kept()).not.toEqual(before)
  await sql.end()
})
