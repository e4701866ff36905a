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
  /** There is a proposed assignment of no pairs, with the application's id. */
  hasRun?: true
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

const LEADERS: Player[] = ['chief', 'conflicted chief', 'admin', 'conflicted admin']

const RULES: Record<string, Rule> = {
  // Not by a chief here: it would be of all that other tests have in the Call; see assignment.spec.ts.
  'lib/assignment/actions.ts#start': {
    fields: () => ({ call: '2021', perApplication: '3', disciplines: 'prefer' }),
    who: [],
    except: LEADERS,
    watch: runsOf,
  },
  'lib/assignment/actions.ts#releaseAll': { fields: () => ({ call: '2021' }), who: [], except: LEADERS },
  'lib/assignment/actions.ts#discardAll': { fields: () => ({ call: '2021' }), who: [], except: LEADERS },
  'lib/assignment/actions.ts#cancel': { fields: ({ id }) => ({ run: id }), who: LEADERS, watch: runsOf, hasRun: true },
  'lib/assignment/actions.ts#apply': { fields: ({ id }) => ({ run: id }), who: LEADERS, watch: runsOf, hasRun: true },
  'lib/assignment/actions.ts#add': {
    fields: ({ id, cast }) => ({ application: id, person: cast['other reviewer'].person!.id, sure: 'yes' }),
    who: ['chief', 'admin'],
  },
  'lib/assignment/actions.ts#end': {
    fields: ({ id, assignments }) => ({ application: id, assignment: assignments.reviewer!, why: 'removed' }),
    who: ['chief', 'admin'],
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
    if (rule.hasRun) await proposeNothing(scene)
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

/** Runs of the scene's people: other tests have theirs. */
async function runsOf({ id, cast, callId }: Scene): Promise<unknown> {
  const people = Object.values(cast).flatMap(({ person }) => (person ? [person.id] : []))
  const sql = database()
  const rows = await sql`select id, state from assignment_runs
    where call_id = ${callId} and (id = ${id} or created_by = any(${people})) order by id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

async function proposeNothing({ id, callId, cast }: Scene) {
  const sql = database()
  const summary = { applications: 0, reviewers: 0, pairs: 0, short: [], seconds: 0 }
  const parameters = { perApplication: 3, disciplines: 'prefer' }
  await sql`insert into assignment_runs (id, call_id, state, created_by, parameters, summary)
    values (${id}, ${callId}, 'ready', ${cast.chief.person!.id}, ${sql.json(parameters)}, ${sql.json(summary)})`
  await sql.end()
}

async function setState(id: string, state: string) {
  const sql = database()
  await sql`update applications set state = ${state} where id = ${id}`
  await sql.end()
}
