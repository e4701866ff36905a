import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'node-html-parser'
import postgres from 'postgres'
import S3rver from 's3rver'
import { migrateDatabase } from '@/db/migrate'
import { openCluster } from '@/db/server/cluster'
import { freePort } from '@/db/server/ports'
import { s3Storage } from '@/lib/applying/document/storage/s3'
import { fillTo, sessionOf, someWriters } from '@/lib/tools/bench/fill'
import { seedCalls } from '@/lib/tools/seed'
import { Listening } from './listening'
import { haproxy, pgbouncer, programOf } from './peers'
import { Portal } from './portal'
import { aFolder, anOpenCall, SECRET } from './stage'
import { Traffic } from './traffic'
import { Uploads } from './uploads'

const WRITERS = 8
const CALM_MS = 8000
const JOBS = 40
const KEYS = { S3_ACCESS_KEY_ID: 'S3RVER', S3_SECRET_ACCESS_KEY: 'S3RVER' }

/**
 * Two instances behind HAProxy, with S3 files and pages through PgBouncer in transaction mode: one is killed, results
 * are released meanwhile, and a new build replaces one. @returns whether nothing was lost
 */
export async function drillTwo(): Promise<boolean> {
  const missing = ['haproxy', 'pgbouncer'].filter((name) => !programOf(name))
  if (missing.length > 0) {
    console.log(
      `\nTwo instances: not tried, for ${missing.join(' and ')} is not here (apt-get install ${missing.join(' ')}).`,
    )
    return true
  }
  const folder = aFolder()
  const cluster = await openCluster(path.join(folder, 'database'), false)
  await cluster.start()
  const address = (await cluster.address())!
  const direct = address.replace(/\/postgres$/, '/drill')
  const admin = postgres(address, { max: 1, onnotice: () => {} })
  await admin`create database drill`
  await admin.end()
  await migrateDatabase(direct)
  await seedCalls(direct, true)
  Object.assign(process.env, { NEXTAUTH_SECRET: SECRET, DATABASE_URL: direct, DEMO: '1' })
  const sql = postgres(direct, { max: 1, onnotice: () => {} })
  await fillTo(sql, 200, await anOpenCall(direct))
  const writers = await someWriters(sql, WRITERS)
  const others: ChildProcess[] = []
  const s3 = new S3rver({
    port: 0,
    silent: true,
    directory: path.join(folder, 's3'),
    configureBuckets: [{ name: 'scholarship', configs: [] }],
  })
  const portals: Portal[] = []
  try {
    const s3Settings = {
      S3_ENDPOINT: `http://127.0.0.1:${(await s3.run()).port}`,
      S3_REGION: 'us-east-1',
      S3_BUCKET: 'scholarship',
      ...KEYS,
    }
    const [bouncer, front, ...ports] = [await freePort(), await freePort(), await freePort(), await freePort()]
    others.push(pgbouncer(folder, bouncer!, direct), haproxy(folder, front!, ports as number[]))
    const through = new URL(direct)
    through.port = String(bouncer)
    const env = {
      ...s3Settings,
      DATABASE_URL: through.href,
      DATABASE_DIRECT_URL: direct,
      NEXTAUTH_SECRET: SECRET,
      NEXTAUTH_URL: `http://localhost:${front}`,
      SMTP_URL: '',
      FILES: 's3',
      TRUST_PROXY: '1',
      DRAIN_NOTICE_SECONDS: '4',
    }
    const [first, second] = ports.map((port, n) => new Portal(port, env, path.resolve(`.data/drill-${n + 1}.log`)))
    const renewed = new Portal(ports[1]!, env, path.resolve('.data/drill-3.log'), anotherBuild(folder))
    portals.push(first!, second!, renewed)
    await Promise.all([first!.start(), second!.start()])
    const base = `http://localhost:${front}`
    await untilServed(base)

    const traffic = new Traffic(base, writers)
    const uploads = new Uploads(base, writers[1]!)
    const { cookie, slug } = await aReleaseToCome(sql)
    const tracker = new Listening(`${base}/api/tracker?call=${slug}`, cookie)
    await traffic.begin()
    uploads.begin()
    tracker.begin()
    await sleep(CALM_MS)
    const told: string[] = []
    const connections = await connectionsOf(sql)

    await addJobs(sql, 'killed')
    const released = release(base, cookie, slug)
    first!.kill('launcher')
    told.push(`released while an instance is killed: ${await released}`)
    await sleep(CALM_MS)
    await first!.start()
    await sleep(CALM_MS)

    await addJobs(sql, 'replaced')
    const form = await actionsOf(`${base}/signin`)
    await second!.stop()
    await renewed.start()
    const same = (await actionsOf(`http://localhost:${ports[1]}/signin`)).join() === form.join()
    told.push(`actions of both builds by the same ids: ${same ? 'yes' : 'NO'}`)
    await sleep(CALM_MS)
    await Promise.all([traffic.end(), uploads.end(), tracker.end()])

    const jobsLeft = await untilNone(sql)
    const mails = await releaseMails(sql, slug)
    const lost = (await traffic.lost(sql)) + (await uploads.lost(sql, s3Storage(s3Settings)))
    const { saves, others: seen } = traffic
    if (traffic.firstFault) console.log(`The first of the errors: ${traffic.firstFault}`)
    console.log(
      '\nTwo instances behind HAProxy, files in S3, pages through PgBouncer; one killed, one replaced by a new build:',
    )
    console.log('| what | |\n| --- | --- |')
    const say = (what: string, value: string | number) => console.log(`| ${what} | ${value} |`)
    say('saves tried, acknowledged', `${traffic.tries}, ${saves.done}`)
    say('uploads tried, acknowledged', `${uploads.tries}, ${uploads.done}`)
    say('lost of what was acknowledged', lost)
    say('told to wait (503)', saves.wait + seen.wait)
    say('not reached, sent again by the page', saves['not reached'] + seen['not reached'] + uploads.notReached)
    say('errors', saves.error + seen.error + saves.other + seen.other + uploads.errors)
    say('longest request, s', (traffic.longest / 1000).toFixed(1))
    say('tracker: connections, messages', `${tracker.connections}, ${tracker.messages}`)
    say(`of ${2 * JOBS} jobs not done after a minute`, jobsLeft)
    say('mails of the release, expected and queued', `${mails.expected}, ${mails.queued}`)
    for (const line of told) say(...(line.split(': ') as [string, string]))
    for (const { name, count } of connections) say(`connections to PostgreSQL, ${name}`, count)
    return lost === 0 && jobsLeft === 0 && mails.expected === mails.queued && same
  } finally {
    await Promise.all(portals.map((portal) => portal.stop()))
    for (const one of others) one.kill()
    await s3.close()
    await sql.end({ timeout: 1 })
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const SOURCES = ['app', 'lib', 'db', 'public', 'package.json', 'package-lock.json', 'next.config.mjs', 'tsconfig.json']
const MORE = ['.postcssrc.json', 'instrumentation.ts', '.npmrc']

/** A build from changed sources, in a new folder within `parent`. @returns the folder */
function anotherBuild(parent: string): string {
  const folder = path.join(parent, 'renewed')
  mkdirSync(folder)
  for (const name of [...SOURCES, ...MORE])
    if (existsSync(name)) cpSync(name, path.join(folder, name), { recursive: true })
  // Hard links to the same files on one disk: copying them takes a minute.
  const modules = [path.resolve('node_modules'), path.join(folder, 'node_modules')]
  if (spawnSync('cp', ['-al', ...modules]).status !== 0) execFileSync('cp', ['-a', ...modules])
  appendFileSync(path.join(folder, 'lib/running/jobs-view/words.ts'), '\n// A release later.\n')
  execFileSync(process.execPath, ['lib/tools/cli/build.mjs'], { cwd: folder, stdio: 'ignore' })
  if (readFileSync(path.join(folder, '.next/BUILD_ID'), 'utf8') === readFileSync('.next/BUILD_ID', 'utf8'))
    throw new Error('The other build has the id of this one.')
  return folder
}

async function untilServed(base: string): Promise<void> {
  for (let attempt = 1; attempt < 100; attempt++) {
    if (
      await fetch(`${base}/api/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await sleep(200)
  }
  throw new Error('The balancer does not reach an instance.')
}

/** A Call with results to release, and its signed-in admin. */
async function aReleaseToCome(sql: postgres.Sql) {
  const [{ aDecidedCall, nominated }, { aStaffMember }, { db }, { award }] = await Promise.all([
    import('@/lib/tools/testing/deciding'),
    import('@/lib/tools/testing/staff'),
    import('@/db/client'),
    import('@/lib/awarding/decision/award'),
  ])
  const call = await aDecidedCall(60)
  const admin = await aStaffMember([{ role: 'admin', callId: null }])
  const candidates = await nominated(call, 60)
  await award(
    db,
    admin,
    call,
    'phd',
    candidates.map(({ id }) => id),
  )
  // In production nobody has a role without an authenticator.
  await sql`insert into authenticators (person_id, secret, confirmed_at) values (${admin.id}, 'of the drill', now())`
  const { session, cookie } = await sessionOf(sql, admin.id)
  await sql`update sessions set second_factor_at = now() where id = ${session}`
  return { cookie, slug: call.slug }
}

/** Sends the release's form until it succeeds, like a person whose browser got no answer. */
async function release(base: string, cookie: string, slug: string): Promise<string> {
  const url = `${base}/decisions/release?call=${slug}`
  for (let attempt = 1; attempt <= 20; attempt++) {
    try {
      const text = await (await fetch(url, { headers: { cookie } })).text()
      if (text.includes('The results were released on')) return `yes, at attempt ${attempt}`
      const form = parse(text)
        .querySelectorAll('main form')
        .find((one) => one.querySelector('input[name=typed]'))
      const body = new FormData()
      for (const input of form?.querySelectorAll('input[type=hidden]') ?? [])
        body.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '')
      body.append('typed', /Type (\S+)/.exec(parse(text).text)?.[1] ?? '')
      await fetch(url, { method: 'POST', body, headers: { cookie, origin: base }, redirect: 'manual' })
    } catch {
      // Its instance was killed.
    }
    await sleep(300)
  }
  return 'NO'
}

async function releaseMails(sql: postgres.Sql, slug: string): Promise<{ expected: number; queued: number }> {
  const [row] = await sql<{ expected: number; queued: number }[]>`
    select (select count(*)::int from applications a join calls c on c.id = a.call_id where c.slug = ${slug}) as expected,
      (select count(*)::int from messages m join people p on p.email = m.recipient
        join applications a on a.person_id = p.id join calls c on c.id = a.call_id where c.slug = ${slug}) as queued`
  return row!
}

async function addJobs(sql: postgres.Sql, name: string): Promise<void> {
  await sql`select graphile_worker.add_job('end-actings', job_key => ${`${name}-`} || n) from generate_series(1, ${JOBS}) n`
}

async function untilNone(sql: postgres.Sql): Promise<number> {
  for (let waited = 0; ; waited += 1) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from graphile_worker.jobs where key like 'killed-%' or key like 'replaced-%'`
    if (row!.n === 0 || waited === 60) return row!.n
    await sleep(1000)
  }
}

/** The ids of the server actions in a page's forms. */
async function actionsOf(url: string): Promise<string[]> {
  const page = parse(await (await fetch(url)).text())
  return page
    .querySelectorAll('input[type=hidden]')
    .map((input) => `${input.getAttribute('name')}=${input.getAttribute('value')}`)
    .flatMap((text) => text.match(/[0-9a-f]{40,}/g) ?? [])
    .toSorted()
}

async function connectionsOf(sql: postgres.Sql) {
  return sql<{ name: string; count: number }[]>`
    select application_name as name, count(*)::int as count from pg_stat_activity
    where datname = 'drill' and application_name <> '' and pid <> pg_backend_pid() group by 1 order by 1`
}
