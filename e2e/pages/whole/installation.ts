import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import postgres from 'postgres'
import { freePort } from '@/db/server/ports'
import { Inbox } from './inbox'

/** A person with a separate browser, and their address. */
export type Somebody = { name: string; email: string; page: Page; inbox: Inbox }

/** An operator's portal: a database that starts empty, the portal in production, and a mail server. */
export class Installation {
  private readonly name = `scholarship_whole_${process.pid}`
  private readonly files = mkdtempSync(path.join(tmpdir(), 'scholarship-whole-'))
  private server: ChildProcess | undefined
  private port = 0
  private readonly contexts: BrowserContext[] = []
  readonly inbox = new Inbox()

  constructor(private readonly browser: Browser) {}

  private get environment(): NodeJS.ProcessEnv {
    const { DEMO: _, PORT: __, HOST: ___, ...rest } = process.env
    return {
      ...rest,
      DATABASE_URL: serverUrl().replace(/\/[^/]*$/, `/${this.name}`),
      NEXTAUTH_SECRET: 'of-the-whole-call-of-the-whole-call',
      NEXTAUTH_URL: this.url,
      SMTP_URL: this.inbox.smtpUrl,
      FILES: 'disk',
      FILES_DIR: this.files,
      // No balancer needs notice of its end.
      DRAIN_NOTICE_SECONDS: '0',
      npm_config_update_notifier: 'false',
    }
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  async prepare(): Promise<void> {
    this.port = await freePort()
    await this.inbox.start()
    await onServer((sql) => sql.unsafe(`create database ${this.name}`))
  }

  /** `npm start`, until it answers. */
  async start(): Promise<void> {
    // Tied to this process, so that nothing is left of it however this one ends.
    const args = ['--import', path.resolve('lib/tools/cli/tether.mjs'), 'lib/tools/cli/portal.mjs', '--serve']
    const server = spawn(process.execPath, [...args, '--port', String(this.port), '--host', '127.0.0.1'], {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: this.environment,
    })
    this.server = server
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`The portal ended with ${code} before it was ready.`)))
      server.stdout!.on('data', (said) => String(said).includes('The portal is ready') && resolve())
    })
  }

  /** Runs one of the operator's commands, such as `npm run verify`; returns its output. Throws if it fails. */
  async npm(script: string, ...args: string[]): Promise<string> {
    const run = promisify(execFile)
    const { stdout } = await run('npm', ['run', '--silent', script, '--', ...args], { env: this.environment })
    return stdout
  }

  async somebody(name: string, email: string): Promise<Somebody> {
    const context = await this.browser.newContext({ baseURL: this.url })
    this.contexts.push(context)
    return { name, email, page: await context.newPage(), inbox: this.inbox }
  }

  async remove(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()))
    if (this.server?.exitCode === null) {
      const ended = new Promise((resolve) => this.server!.once('exit', resolve))
      this.server.kill('SIGTERM')
      await ended
    }
    await this.inbox.stop()
    await onServer((sql) => sql.unsafe(`drop database if exists ${this.name} with (force)`))
    rmSync(this.files, { recursive: true, force: true })
  }
}

/** The tests' PostgreSQL; its default database does not matter here. */
const serverUrl = () => readFileSync('.data/e2e-url', 'utf8')

async function onServer(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(serverUrl().replace(/\/[^/]*$/, '/postgres'), { max: 1, onnotice: () => {} })
  await work(sql).finally(() => sql.end())
}

export const test = base.extend<{ installation: Installation }>({
  installation: async ({ browser }, use) => {
    const installation = new Installation(browser)
    try {
      await installation.prepare()
      await use(installation)
    } finally {
      await installation.remove()
    }
  },
})

export const heading = (page: Page, name: string | RegExp) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
