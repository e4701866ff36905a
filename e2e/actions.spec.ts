import { expect, test } from '@playwright/test'
import { database } from './pages/applicant'
import { aScene, CAST, type Player, type Scene } from './pages/cast'
import { builtActions, callAction } from './pages/server-actions'

type Rule = {
  /** What the form sends. */
  fields: (scene: Scene) => Record<string, string | string[]>
  who: Player[]
  /** The application's state, where it is not 'under-review'. */
  state?: string
  /** Who may, and is not tried. */
  except?: Player[]
  /** An action that takes the form alone. */
  direct?: boolean
  /** It changes nothing to see: who may is led to another page. */
  leads?: true
  /** What it may change, where that is not of the application. */
  watch?: (scene: Scene) => Promise<unknown>
}

/** About whoever asks and nobody else, or for anybody: what they may do does not depend on a role. */
const OWN = [
  'lib/people/sign-out.ts#signOut',
  'lib/people/actions.ts#register',
  'lib/people/actions.ts#reset',
  'lib/people/actions.ts#signIn',
  'lib/people/actions.ts#verify',
  'lib/people/actions.ts#forgot',
  'lib/people/actions.ts#resendVerification',
  'lib/people/account-actions.ts#signOutOne',
  'lib/people/account-actions.ts#signOutEverywhere',
  'lib/people/account-actions.ts#savePassword',
  'lib/people/account-actions.ts#saveName',
  'lib/application/actions.ts#start',
  'lib/notification/actions.ts#markAllRead',
  'lib/notification/actions.ts#openNotification',
  'lib/notification/actions.ts#choosePreferences',
  'lib/listing/actions.ts#saveThisView',
  'lib/listing/actions.ts#deleteSavedView',
]
/** By a personal link; tried in referees.spec.ts. */
const BY_LINK = ['sendAnswerForm', 'mailOther', 'decline', 'send', 'disown', 'removeFile', 'reconsider', 'open'].map(
  (name) => `lib/reference/link-actions.ts#${name}`,
)
/** The owner's own forms, sent by others in access.spec.ts. */
const BY_OWNER = [
  'lib/application/actions.ts#sendSection',
  'lib/application/actions.ts#submit',
  'lib/application/actions.ts#reopen',
  'lib/reference/actions.ts#remove',
  'lib/reference/actions.ts#invite',
  'lib/reference/actions.ts#name',
  'lib/reference/actions.ts#inviteEverybody',
]

const RULES: Record<string, Rule> = {
  'lib/listing/actions.ts#findEligible': {
    fields: ({ id }) => ({ decisions: `${id}:1`, query: '' }),
    state: 'submitted',
    who: ['officer', 'admin'],
  },
  'lib/dossier/actions.ts#tryAgain': {
    fields: ({ id }) => ({ id }),
    who: ['owner', 'officer', 'chief', 'admin'],
    leads: true,
  },
  'lib/deadline/actions.ts#checkExtension': {
    fields: ({ id }) => ({ call: '2021', scope: 'application', who: id, date: '', time: '', reason: '' }),
    // Changes nothing, whoever asks.
    who: [],
  },
  'lib/deadline/actions.ts#confirmExtension': {
    fields: ({ id }) => ({
      ...{ call: '2021', scope: 'application', application: id },
      ...{ at: new Date(Date.now() + 400 * 86_400_000).toISOString(), reason: 'A test' },
    }),
    state: 'draft',
    who: ['admin'],
  },
  'lib/mail/actions.ts#queueOneAgain': {
    fields: ({ message }) => ({ id: message, list: '' }),
    who: ['admin', 'conflicted admin'],
    watch: messageOf,
  },
  // Not by an admin here: it would send again what other tests wait for.
  'lib/mail/actions.ts#queueAllAgain': {
    fields: () => ({}),
    who: [],
    except: ['admin', 'conflicted admin'],
    watch: messageOf,
  },
  'lib/application/actions.ts#withdraw': { fields: ({ id }) => ({ id, sure: 'yes' }), who: ['owner'] },
}

test('this test knows every action', () => {
  expect([...builtActions().keys()].sort()).toEqual([...OWN, ...BY_LINK, ...BY_OWNER, ...Object.keys(RULES)].sort())
})

for (const [name, rule] of Object.entries(RULES)) {
  test(`${name}: changes something for whom it is, and nothing for anybody else of the cast`, async ({
    playwright,
    baseURL,
  }) => {
    const action = builtActions().get(name)!
    const scene = await aScene('xieg', 'ynao')
    const watch = () => (rule.watch ?? everythingOf)(scene)
    if (rule.state) await setState(scene.id, rule.state)
    const others = CAST.filter((player) => ![...rule.who, ...(rule.except ?? [])].includes(player))
    for (const player of [...others, ...rule.who.slice(0, 1)]) {
      const before = await watch()
      const extraHTTPHeaders = { cookie: scene.cast[player].cookie }
      const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders })
      const answer = await callAction(request, action, rule.fields(scene), rule.direct ?? false)
      expect(answer.status(), `${name} by ${player}`).toBeLessThan(500)
      await request.dispose()
      const led = answer.headers()['x-action-redirect'] !== undefined
      if (rule.leads) expect(led, `${name} by ${player}`).toBe(rule.who.includes(player))
      if (rule.leads) continue
      const after = await watch()
      if (rule.who.includes(player)) expect(after, `${name} by ${player}`).not.toEqual(before)
      else expect(after, `${name} by ${player}`).toEqual(before)
    }
  })
}

/** Every row of every table that names the application (but what jobs make of it), and its own, as one value. */
async function everythingOf({ id, callId }: Scene): Promise<unknown> {
  const sql = database()
  const tables = await sql<{ name: string }[]>`
    select c.table_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'application_id' and c.table_name <> 'dossiers' order by 1`
  const all: unknown[] = [
    await sql`select to_jsonb(a) from applications a where id = ${id}`,
    await sql`select to_jsonb(r) from reviews r join assignments a on a.id = r.assignment_id where a.application_id = ${id} order by 1`,
    await sql`select to_jsonb(l) from nomination_lists l where call_id = ${callId} and institution = 'xieg' order by 1`,
  ]
  for (const { name } of tables)
    all.push(await sql`select to_jsonb(t) from ${sql(name)} t where application_id = ${id} order by to_jsonb(t)::text`)
  await sql.end()
  return all
}

async function messageOf({ message }: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select state, attempts from messages where id = ${message}`
  await sql.end()
  return rows
}

async function setState(id: string, state: string) {
  const sql = database()
  await sql`update applications set state = ${state} where id = ${id}`
  await sql.end()
}
