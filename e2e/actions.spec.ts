import { expect } from '@playwright/test'
import { database } from './pages/applicant'
import { aScene, CAST, type Player, type Scene } from './pages/cast'
import { test } from './pages/own-portal'
import { builtActions, callAction } from './pages/server-actions'
import { wholeDatabase } from './pages/whole-database'
import { administration } from './rules/administration'
import { applications } from './rules/applications'
import { decisions } from './rules/decisions'
import { people } from './rules/people'
import { review } from './rules/review'
import type { Rule } from './rules/rule'

// One after the other, on a separate database.
test.describe.configure({ mode: 'default' })

/** About the person who asks, or for anybody: no role matters. */
const OWN = [
  'lib/people/sign-out.ts#signOut',
  'lib/people/actions.ts#register',
  'lib/people/actions.ts#reset',
  'lib/people/actions.ts#signIn',
  'lib/people/actions.ts#verify',
  'lib/people/actions.ts#forgot',
  'lib/people/actions.ts#mailLink',
  'lib/people/actions.ts#useLink',
  'lib/people/actions.ts#resendVerification',
  'lib/people/account-actions.ts#signOutOne',
  'lib/people/account-actions.ts#signOutEverywhere',
  'lib/people/account-actions.ts#savePassword',
  'lib/people/account-actions.ts#saveName',
  'lib/applying/application/actions.ts#start',
  'lib/running/api/actions.ts#make',
  'lib/running/api/actions.ts#end',
  'lib/people/second-factor/actions.ts#begin',
  'lib/people/second-factor/actions.ts#confirm',
  'lib/people/second-factor/actions.ts#confirmIdentity',
  'lib/people/second-factor/actions.ts#give',
  'lib/people/second-factor/actions.ts#kept',
  'lib/people/second-factor/actions.ts#leaveCode',
  'lib/people/second-factor/actions.ts#remove',
  'lib/people/second-factor/actions.ts#renew',
  // With the link of an invitation, see people.spec.ts.
  'lib/running/staff/actions.ts#accept',
  'lib/running/messages/actions.ts#markAllRead',
  'lib/running/messages/actions.ts#openNotification',
  'lib/running/messages/actions.ts#choosePreferences',
  'lib/selecting/listing/actions.ts#saveThisView',
  'lib/selecting/listing/actions.ts#renameSavedView',
  'lib/selecting/listing/actions.ts#deleteSavedView',
  'lib/running/retention/actions.ts#eraseMine',
]
/** With a personal link; referees.spec.ts covers it. */
const BY_LINK = ['sendAnswerForm', 'mailOther', 'decline', 'send', 'disown', 'removeFile', 'reconsider', 'open'].map(
  (name) => `lib/applying/reference/link-actions.ts#${name}`,
)
/** The owner's own forms; access.spec.ts sends them as other people. */
const BY_OWNER = [
  'lib/applying/application/actions.ts#sendSection',
  'lib/applying/application/actions.ts#submit',
  'lib/applying/application/actions.ts#reopen',
  'lib/applying/reference/actions.ts#remove',
  'lib/applying/reference/actions.ts#invite',
  'lib/applying/reference/actions.ts#name',
  'lib/applying/reference/actions.ts#inviteEverybody',
]

const RULES: Record<string, Rule> = { ...administration, ...applications, ...decisions, ...people, ...review }

test('this test knows every action', () => {
  expect([...builtActions().keys()].sort()).toEqual([...OWN, ...BY_LINK, ...BY_OWNER, ...Object.keys(RULES)].sort())
})

for (const [name, rule] of Object.entries(RULES)) {
  test(`${name}: works only for the people it is meant for`, async ({ playwright, baseURL }) => {
    const action = builtActions().get(name)!
    const scene = await aScene(rule.host ?? 'xieg', 'ynao')
    const watch = () => (rule.watch ?? everythingOf)(scene)
    if (rule.state) await setState(scene.id, rule.state)
    await rule.prepare?.(scene)
    if (rule.hasRun) await proposeNothing(scene)
    const attempt = async (player: Player) => {
      const extraHTTPHeaders = { cookie: scene.cast[player].cookie }
      const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders })
      const answer = await callAction(request, action, await rule.fields(scene), rule.bound?.(scene) ?? [])
      expect(answer.status(), `${name} by ${player}`).toBeLessThan(500)
      await request.dispose()
      const led = answer.headers()['x-action-redirect'] !== undefined
      if (rule.leads) expect(led, `${name} by ${player}`).toBe(rule.who.includes(player))
    }
    const sql = database()
    await rule.fields(scene)
    const whole = await wholeDatabase(sql)
    const others = CAST.filter((player) => ![...rule.who, ...(rule.except ?? [])].includes(player))
    for (const player of others) await attempt(player)
    expect(await wholeDatabase(sql), `${name} by ${others}`).toEqual(whole)
    const before = await watch()
    for (const player of rule.who.slice(0, 1)) await attempt(player)
    if (rule.who.length > 0 && !rule.leads) {
      expect(await watch(), `${name} by ${rule.who[0]}`).not.toEqual(before)
      expect(await wholeDatabase(sql)).not.toEqual(whole)
    }
    await sql.end()
  })
}

/** Every row of every table that names the application (except jobs' results), and its own, as one value. */
async function everythingOf({ id, callId }: Scene): Promise<unknown> {
  const sql = database()
  const tables = await sql<{ name: string }[]>`
    select c.table_name as name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'application_id' and c.table_name not in ('dossiers', 'webhook_deliveries') order by 1`
  const all: unknown[] = [
    await sql`select to_jsonb(a) from applications a where id = ${id}`,
    await sql`select to_jsonb(r) from reviews r join assignments a on a.id = r.assignment_id where a.application_id = ${id} order by 1`,
    await sql`
      select to_jsonb(l) from nomination_lists l where call_id = ${callId}
        and institution = (select institution from applications where id = ${id}) order by 1`,
  ]
  for (const { name } of tables)
    all.push(await sql`select to_jsonb(t) from ${sql(name)} t where application_id = ${id} order by to_jsonb(t)::text`)
  await sql.end()
  return all
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
