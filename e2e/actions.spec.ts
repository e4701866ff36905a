import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { database } from './pages/applicant'
import { aCallOfScene, aFailedJob, callOfScene, jobOfScene, otherDefinition, slugOf } from './pages/calls'
import { aScene, CAST, type Player, type Scene } from './pages/cast'
import { aLimit, aScenario, decisionsOf } from './pages/decisions'
import { aRankedList, aSignedList, listAt } from './pages/nominations'
import { aLaterCall, anAcceptedPlace, anOfferOf, conditionOf } from './pages/offers'
import { builtActions, callAction } from './pages/server-actions'
import { invitedOf, invitedRole, roleOf, staffOf, withAuthenticator } from './pages/staff'

type Rule = {
  /** What the form sends. */
  fields: (scene: Scene) => Record<string, string | string[]> | Promise<Record<string, string | string[]>>
  who: Player[]
  /** The application's state, where it is not 'under-review'. */
  state?: string
  /** The application's institution, where the action is about more of it than one application. */
  host?: string
  /** What has to be there before. */
  prepare?: (scene: Scene) => Promise<unknown>
  /** Who may, and is not tried. */
  except?: Player[]
  /** What the page binds to the action. */
  bound?: (scene: Scene) => unknown[]
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
  'lib/api/actions.ts#make',
  'lib/api/actions.ts#end',
  'lib/second-factor/actions.ts#begin',
  'lib/second-factor/actions.ts#confirm',
  'lib/second-factor/actions.ts#give',
  'lib/second-factor/actions.ts#kept',
  'lib/second-factor/actions.ts#leaveCode',
  'lib/second-factor/actions.ts#remove',
  'lib/second-factor/actions.ts#renew',
  // By the link of an invitation, see people.spec.ts.
  'lib/staff/actions.ts#accept',
  'lib/notification/actions.ts#markAllRead',
  'lib/notification/actions.ts#openNotification',
  'lib/notification/actions.ts#choosePreferences',
  'lib/listing/actions.ts#saveThisView',
  'lib/listing/actions.ts#renameSavedView',
  'lib/listing/actions.ts#deleteSavedView',
  'lib/retention/actions.ts#eraseMine',
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

const REVIEWERS: Player[] = [
  'other reviewer',
  'reviewer',
  'reviewer who has not declared',
  'reviewer who has handed in',
  'conflicted reviewer',
]

/** Of a Call of the scene's own, which any admin of all Calls edits. */
const ofCall = { who: ['admin', 'conflicted admin'] as Player[], prepare: aCallOfScene, watch: callOfScene }
const withDraft = { ...ofCall, prepare: (scene: Scene) => aCallOfScene(scene, { draft: true }) }

const RULES: Record<string, Rule> = {
  'lib/call-editor/actions.ts#saveFields': {
    ...ofCall,
    fields: (scene) => ({
      ...{ call: slugOf(scene), seen: '0', part: 'texts' },
      ...{ 'c.f0': 'Title', 'c.f1': 'Funder', 'c.f2': 'Changed by a test' },
    }),
  },
  'lib/call-editor/actions.ts#changeList': {
    ...ofCall,
    fields: (scene) => ({ call: slugOf(scene), seen: '0', part: 'tracks', list: 'tracks', _do: 'add' }),
  },
  'lib/call-editor/actions.ts#saveJson': {
    ...ofCall,
    fields: async (scene) => ({ call: slugOf(scene), seen: '0', json: await otherDefinition(scene) }),
  },
  'lib/call-editor/actions.ts#discard': { ...withDraft, fields: (scene) => ({ call: slugOf(scene), seen: '1' }) },
  'lib/call-editor/actions.ts#saveDraft': {
    ...withDraft,
    fields: (scene) => ({ call: slugOf(scene), seen: '1', note: 'A test' }),
  },
  'lib/call-editor/actions.ts#restore': {
    ...ofCall,
    fields: (scene) => ({ call: slugOf(scene), seen: '0', version: '1' }),
  },
  'lib/call-editor/actions.ts#publish': {
    ...ofCall,
    prepare: (scene) => aCallOfScene(scene, { published: false }),
    fields: (scene) => ({ call: slugOf(scene), version: '1', confirmed: 'yes' }),
  },
  'lib/call-editor/actions.ts#begin': {
    ...ofCall,
    fields: (scene) => ({ from: '2021', slug: slugOf(scene).slice(0, 40), title: 'Begun', code: 'BEGUN', years: '1' }),
    prepare: undefined,
    watch: begunOf,
  },
  'lib/jobs/actions.ts#runJobAgain': {
    who: ['admin', 'conflicted admin'],
    prepare: aFailedJob,
    fields: aFailedJob,
    watch: jobOfScene,
  },
  'lib/retention/actions.ts#approve': {
    ...ofCall,
    fields: (scene) => ({ call: slugOf(scene), confirmed: 'yes' }),
  },
  'lib/review/actions.ts#sendReview': {
    bound: ({ id }) => [id],
    fields: () => ({ _version: '1', _writer: 'another-page', _do: 'later', toCommittee: 'Changed by a test' }),
    who: ['reviewer'],
  },
  'lib/review/actions.ts#declareNoConflict': {
    fields: ({ id }) => ({ application: id }),
    who: ['reviewer who has not declared'],
  },
  'lib/review/actions.ts#declareOne': {
    fields: ({ id }) => ({ application: id, reason: 'A test' }),
    who: ['reviewer', 'reviewer who has not declared', 'reviewer who has handed in'],
  },
  'lib/review/actions.ts#decline': {
    fields: ({ id }) => ({ application: id, reason: 'A test' }),
    who: ['reviewer', 'reviewer who has not declared'],
  },
  'lib/review/actions.ts#submit': {
    fields: ({ id }) => ({ application: id, version: '1', go: 'stay' }),
    who: ['reviewer'],
  },
  'lib/review/discuss-actions.ts#comment': {
    fields: ({ id }) => ({ application: id, comment: randomUUID(), from: 'review', text: 'A test' }),
    who: ['reviewer who has handed in', 'chief', 'admin'],
  },
  'lib/review/discuss-actions.ts#remove': {
    fields: ({ id, comment }) => ({ application: id, comment, from: 'review', removed: 'yes' }),
    who: ['reviewer who has handed in'],
  },
  'lib/review/discuss-actions.ts#reopen': {
    fields: ({ id, assignments }) => ({ application: id, assignment: assignments.done!, reason: 'A test' }),
    who: ['chief', 'admin'],
  },
  'lib/review/discuss-actions.ts#withdraw': {
    fields: ({ id, cast }) => ({ application: id, person: cast['conflicted reviewer'].person!.id }),
    who: ['chief', 'admin'],
  },
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
  'lib/assignment/actions.ts#accept': {
    fields: () => ({ call: '2021', accepts: '5', reason: '', seen: '' }),
    who: REVIEWERS,
    watch: loadsOf,
  },
  'lib/assignment/actions.ts#remind': {
    fields: ({ cast }) => ({ call: '2021', person: cast.reviewer.person!.id }),
    who: ['chief', 'admin'],
    watch: remindersOf,
  },
  // Not by a leader here: it would be of all reviewers that other tests have in the Call.
  'lib/assignment/actions.ts#remindAll': {
    fields: () => ({ call: '2021', who: 'unfinished' }),
    who: [],
    except: LEADERS,
    watch: remindersOf,
  },
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
  'lib/eligibility/actions.ts#judge': {
    fields: ({ id }) => ({ id, item: 'document:passport', verdict: 'met', note: '', seen: '' }),
    state: 'submitted',
    who: ['officer', 'admin'],
  },
  'lib/eligibility/actions.ts#decide': {
    fields: ({ id }) => ({ id, seen: 'submitted 1 ', step: 'confirm', outcome: 'ineligible', reason: 'A test' }),
    state: 'submitted',
    who: ['officer', 'admin'],
  },
  'lib/eligibility/actions.ts#again': {
    fields: ({ id }) => ({ id, seen: 'eligible 1 ' }),
    state: 'eligible',
    who: ['officer', 'admin'],
  },
  'lib/nomination/actions.ts#saveRanks': {
    host: 'sari',
    fields: ({ id }) => ({ ...listAt('sari'), version: '0', 'candidates.0.id': id, 'candidates.0.rank': '1' }),
    who: ['officer', 'admin'],
  },
  'lib/nomination/actions.ts#signList': {
    host: 'sibet',
    prepare: aRankedList,
    fields: async (scene) => ({
      ...listAt('sibet'),
      ...(await aRankedList(scene)),
      ...{ signerName: 'Zhao Min', signerPosition: 'Dean', reason: 'A test' },
    }),
    who: ['officer', 'admin'],
  },
  'lib/nomination/actions.ts#reopen': {
    host: 'isl',
    prepare: aSignedList,
    fields: () => ({ ...listAt('isl'), reason: 'A test' }),
    who: ['admin'],
  },
  'lib/offer/actions.ts#accept': {
    prepare: anOfferOf,
    fields: ({ id }) => ({ id, sure: 'yes', seen: '' }),
    who: ['owner'],
  },
  'lib/offer/actions.ts#decline': {
    prepare: anOfferOf,
    fields: ({ id }) => ({ id, sure: 'yes', reason: 'A test' }),
    who: ['owner'],
  },
  'lib/offer/actions.ts#mark': {
    prepare: (scene) => anOfferOf(scene, 'A condition'),
    fields: async ({ id }) => ({ id, condition: await conditionOf(id), met: 'yes', note: '', version: '1' }),
    who: ['officer', 'admin'],
  },
  'lib/offer/actions.ts#confirmEnrolment': {
    prepare: anAcceptedPlace,
    fields: ({ id }) => ({ id, sure: 'yes' }),
    who: ['officer', 'admin'],
  },
  'lib/offer/actions.ts#add': {
    prepare: anOfferOf,
    fields: ({ id }) => ({ id, text: 'A test' }),
    who: ['admin'],
  },
  'lib/offer/actions.ts#defer': {
    prepare: anAcceptedPlace,
    fields: async (scene) => ({ id: scene.id, to: await aLaterCall(scene), sure: 'yes' }),
    who: ['admin'],
  },
  'lib/decision/actions.ts#decide': {
    fields: ({ id }) => ({ call: '2021', track: 'phd', what: 'not', ids: id }),
    state: 'nominated',
    who: ['admin'],
  },
  // Not by an admin here: it would be of all that other tests have in the Call; see decisions.spec.ts.
  'lib/decision/actions.ts#promote': {
    fields: ({ id }) => ({ call: '2021', track: 'phd', ids: id }),
    state: 'nominated',
    who: [],
    except: ['admin'],
  },
  'lib/decision/actions.ts#reorder': {
    fields: ({ id }) => ({ call: '2021', track: 'phd', seen: '', 'places.0.id': id, 'places.0.place': '1' }),
    who: [],
    except: ['admin'],
  },
  'lib/decision/actions.ts#release': {
    fields: () => ({ call: '2021', typed: 'ANSO-2021' }),
    who: [],
    except: ['admin'],
    watch: decisionsOf,
  },
  'lib/decision/place-actions.ts#saveQuota': {
    fields: () => ({ call: '2021', track: 'phd', quota: '299', seen: '300', reason: 'A test' }),
    who: [],
    except: ['admin'],
    watch: decisionsOf,
  },
  'lib/decision/place-actions.ts#saveLimit': {
    fields: ({ id }) => ({
      ...{ call: '2021', label: `Limit ${id}`, whom: 'Andorra', kind: 'most', places: '300', hard: 'advisory' },
    }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/decision/place-actions.ts#dropLimit': {
    prepare: aLimit,
    fields: ({ id }) => ({ call: '2021', id }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/decision/scenario-actions.ts#workOutScenario': {
    fields: ({ id }) => ({
      ...{ call: '2021', track: 'phd', name: `Scenario ${id}`, scoreWeight: '1', rankWeight: '0', waiting: '0' },
      tieBreak: 'number',
    }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/decision/scenario-actions.ts#share': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id, shared: 'yes' }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/decision/scenario-actions.ts#remove': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id }),
    who: ['admin'],
    watch: decisionsOf,
  },
  'lib/decision/scenario-actions.ts#propose': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id }),
    who: ['admin'],
    watch: decisionsOf,
  },
  // By a second admin, see decisions.spec.ts: who proposed it cannot.
  'lib/decision/scenario-actions.ts#confirm': {
    prepare: aScenario,
    fields: ({ id }) => ({ call: '2021', id }),
    who: [],
    watch: decisionsOf,
  },
  'lib/staff/actions.ts#appoint': {
    fields: (scene) => ({ call: '2021', role: 'chief', name: 'A Test', email: invitedOf(scene) }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/staff/actions.ts#changeProfile': {
    fields: ({ cast }) => ({ call: '2021', person: cast['other reviewer'].person!.id, most: '7' }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/staff/actions.ts#end': {
    fields: (scene) => roleOf(scene, 'other officer'),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/staff/actions.ts#reactivate': {
    fields: (scene) => roleOf(scene, 'former reviewer'),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/staff/actions.ts#resend': {
    prepare: invitedRole,
    fields: invitedRole,
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/staff/actions.ts#reset': {
    prepare: (scene) => withAuthenticator(scene, 'other officer'),
    fields: ({ cast }) => ({ person: cast['other officer'].person!.id }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/staff/actions.ts#findAccount': {
    prepare: (scene) => withAuthenticator(scene, 'applicant'),
    fields: ({ cast }) => ({ email: cast.applicant.person!.email }),
    who: ['admin', 'conflicted admin'],
    except: ['applicant'],
    leads: true,
  },
  // Changes nothing, whoever asks.
  'lib/staff/actions.ts#checkImport': { fields: () => ({ call: '2021' }), who: [], watch: staffOf },
  'lib/staff/actions.ts#confirmImport': {
    fields: (scene) => ({
      ...{ call: '2021', good: '1', wrong: '0' },
      text: `role,name,email\nchief,A Test,${invitedOf(scene)}`,
    }),
    who: ['admin', 'conflicted admin'],
    watch: staffOf,
  },
  'lib/calibration/actions.ts#askCalibration': {
    fields: () => ({ call: '2021', track: 'phd' }),
    who: ['chief', 'conflicted chief', 'admin', 'conflicted admin'],
    leads: true,
  },
  'lib/audit/actions.ts#checkChain': {
    fields: () => ({}),
    who: ['admin', 'conflicted admin'],
    watch: checksOf,
  },
  'lib/webhook/actions.ts#add': {
    fields: () => ({ url: 'https://hook.example/told', 'states.0': 'expired' }),
    who: ['admin', 'conflicted admin'],
    watch: webhooksOf,
  },
  'lib/webhook/actions.ts#end': {
    prepare: aWebhook,
    fields: ({ id }) => ({ webhook: id }),
    who: ['admin', 'conflicted admin'],
    watch: webhooksOf,
  },
  'lib/webhook/actions.ts#again': {
    prepare: aWebhook,
    fields: ({ id }) => ({ delivery: id }),
    who: ['admin'],
    watch: webhooksOf,
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
    const scene = await aScene(rule.host ?? 'xieg', 'ynao')
    const watch = () => (rule.watch ?? everythingOf)(scene)
    if (rule.state) await setState(scene.id, rule.state)
    await rule.prepare?.(scene)
    if (rule.hasRun) await proposeNothing(scene)
    const others = CAST.filter((player) => ![...rule.who, ...(rule.except ?? [])].includes(player))
    for (const player of [...others, ...rule.who.slice(0, 1)]) {
      const before = await watch()
      const extraHTTPHeaders = { cookie: scene.cast[player].cookie }
      const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders })
      const answer = await callAction(request, action, await rule.fields(scene), rule.bound?.(scene) ?? [])
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

/** The Call that a scene began. */
async function begunOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select slug, published from calls where slug = ${slugOf(scene).slice(0, 40)}`
  await sql.end()
  return rows.map((row) => ({ ...row }))
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

const idsOf = ({ cast }: Scene) => Object.values(cast).flatMap(({ person }) => (person ? [person.id] : []))

/** How much the scene's people take on. */
async function loadsOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows =
    await sql`select person_id, most, accepts from reviewers where person_id = any(${idsOf(scene)}) order by 1`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** The reminders that the scene's people had. */
async function remindersOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select id from notifications
    where person_id = any(${idsOf(scene)}) and template = 'review-reminder' order by id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** The looks at the chain of events for which the scene's people asked. */
async function checksOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`select id from event_checks where asked_by = any(${idsOf(scene)}) order by id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** The webhooks of the scene's people, with what became of what they were told. */
async function webhooksOf(scene: Scene): Promise<unknown> {
  const sql = database()
  const rows = await sql`
    select w.id, w.ended_at, d.state, d.error from webhooks w
    left join webhook_deliveries d on d.webhook_id = w.id where w.created_by = any(${idsOf(scene)}) order by w.id`
  await sql.end()
  return rows.map((row) => ({ ...row }))
}

/** A webhook of the scene's admin that could not be told of the application; both have the application's id. */
async function aWebhook({ id, cast }: Scene) {
  const sql = database()
  await sql`insert into webhooks (id, url, secret, states, created_by)
    values (${id}, 'https://hook.example/told', 'sealed', array['expired'], ${cast.admin.person!.id})`
  await sql`insert into webhook_deliveries (id, webhook_id, application_id, body, state)
    values (${id}, ${id}, ${id}, '{"type":"application.expired"}', 'failed')`
  await sql.end()
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
