import { readFileSync } from 'node:fs'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import postgres from 'postgres'
import { call2021 } from '@/db/calls/2021'
import { callDefinitionSchema } from '@/lib/call/definition'
import type { AllAnswers, Answer, DateInput, Facts, Field, ItemAnswers, Leaf, Section } from '@/lib/form/definition'
import { appliesTo } from '@/lib/form/rules'
import { hashPassword } from '@/lib/people/password'
import { type Asked, phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { aPdf } from '@/lib/tools/testing/files'
import { PASSWORD } from './account'

/** The secret with which the server under test signs sessions and seals links. */
export const SECRET = 'only-for-tests-only-for-tests-only'

export const call = callDefinitionSchema.parse(call2021)

/** The address of the database that tests share. */
export const sharedUrl = () => readFileSync('.data/e2e-url', 'utf8')

/** The address of the tested server's database, which may be this test's own. */
const databaseUrl = () => process.env.E2E_DATABASE_URL ?? sharedUrl()

/** The database of the server under test. */
export function database() {
  return postgres(databaseUrl(), { max: 1 })
}

/** The portal's own functions, on the database of the server under test: they connect at their first use. */
export async function portal() {
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl(),
    NEXTAUTH_SECRET: SECRET,
    NEXTAUTH_URL: test.info().project.use.baseURL,
  })
  const [{ db }, { findCall }, applicant, letters, staff] = await Promise.all([
    import('@/db/client'),
    import('@/lib/platform/call-store/queries'),
    import('@/lib/tools/testing/applicant'),
    import('@/lib/tools/testing/letters'),
    import('@/lib/tools/testing/staff'),
  ])
  return { db, findCall, ...applicant, ...letters, ...staff }
}

/** A person with a confirmed account; returns the address. */
export async function anAccount(name: string): Promise<string> {
  const { anApplicant } = await portal()
  return (await anApplicant(name, await hashPassword(PASSWORD))).email
}

/** An applicant with every answer and document, ready to submit. */
export async function readyApplication(name: string): Promise<{ email: string; id: string }> {
  const { db, findCall, anApplicant, anApplication, withDocuments } = await portal()
  const person = await anApplicant(name, await hashPassword(PASSWORD))
  const id = await anApplication(person, (await findCall(db, '2021'))!, phdAnswers)
  await withDocuments(id, phdDocuments)
  return { email: person.email, id }
}

/** The cookie of a new session, as signing in sets it. */
export async function cookieOf(person: { id: string } | null): Promise<string> {
  if (!person) return ''
  const { db } = await portal()
  const { createSession } = await import('@/lib/people/queries')
  const sessionId = await createSession(db, { personId: person.id, userAgent: 'test', seconds: 3600 })
  return `next-auth.session-token=${await encode({ token: { sub: person.id, sessionId }, secret: SECRET, maxAge: 3600 })}`
}

/** Gives the visitor a session of this account, without the form: accounts.spec.ts signs in with that. */
export async function become(page: Page, email: string): Promise<void> {
  const sql = database()
  const [person] = await sql<{ id: string }[]>`select id from people where email = ${email}`
  await sql.end()
  const [name, value] = (await cookieOf(person!)).split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: test.info().project.use.baseURL! }])
}

/** As somebody who has just signed in, at this page. */
export async function signIn(page: Page, email: string, path = '/apply'): Promise<void> {
  await become(page, email)
  await page.goto(path)
}

/** Signs a new person in and starts the application; returns its address. */
export async function startedApplication(page: Page, name: string): Promise<string> {
  await signIn(page, await anAccount(name))
  return startApplication(page)
}

/** Starts the signed-in person's application; returns its address. */
export async function startApplication(page: Page): Promise<string> {
  await page.goto('/apply')
  await page.getByRole('button', { name: 'Start the application' }).click()
  await page.waitForURL(/\/apply\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

export function sectionsFor(answers: AllAnswers): { sections: Section[]; facts: Facts } {
  const choice = answers.choice ?? {}
  const host = call.institutions.find((institution) => institution.key === choice.institution)?.host
  const facts: Facts = { track: String(choice.track), host }
  return { facts, sections: call.sections.filter((section) => appliesTo(section, facts)) }
}

/** Fills a section like a person, question by question, from the Call's definition. */
export async function fillSection(page: Page, section: Section, answers: AllAnswers, facts: Facts): Promise<void> {
  for (const field of section.fields.filter((candidate) => appliesTo(candidate, facts))) {
    await fillField(page, field, answers[section.key]?.[field.key], facts)
  }
}

async function fillField(page: Page, field: Field, answer: Answer | undefined, facts: Facts) {
  if (field.type !== 'group') return fillLeaf(page, field.key, field, answer)
  const items = (answer ?? []) as ItemAnswers[]
  for (const [index, item] of items.entries()) {
    const first = field.fields[0]!
    if ((await page.locator(idOf(`${field.key}.${index}.${first.key}`)).count()) === 0) {
      await page.getByRole('button', { name: /^Add (a|another) / }).click()
    }
    for (const leaf of field.fields.filter((candidate) => appliesTo(candidate, facts))) {
      await fillLeaf(page, `${field.key}.${index}.${leaf.key}`, leaf, item[leaf.key])
    }
  }
}

const idOf = (name: string) => `[id="${name}"]`

async function fillLeaf(page: Page, name: string, field: Leaf, answer: Answer | undefined) {
  if (answer === undefined || answer === '') return
  // Without JavaScript a dependent question appears after the form was sent with the answer.
  const control = page.locator(`${idOf(name)}, [name="${name}"]`).first()
  if ((await control.count()) === 0) await page.getByRole('button', { name: 'Save and continue' }).click()
  if (field.type === 'date' || field.type === 'month') {
    // Its three boxes form a group, which a screen reader announces by the question.
    const group = page.getByRole('group', { name: field.label })
    for (const [part, value] of Object.entries(answer as DateInput))
      await group.locator(idOf(`${name}.${part}`)).fill(value)
  } else if (field.type === 'choice' || field.type === 'track' || field.type === 'scale') {
    await page.locator(`input[name="${name}"][value="${answer}"]`).check()
  } else if (field.type === 'confirm') await page.locator(idOf(name)).check()
  else if (field.type === 'text' || field.type === 'textarea' || field.type === 'number')
    await page.locator(idOf(name)).fill(String(answer))
  else await page.locator(idOf(name)).selectOption(String(answer))
}

/** Names each person with the form on the open page. */
export async function namePeople(page: Page, asked: Asked[]): Promise<void> {
  for (const { kind, ...person } of asked) {
    await page.getByRole('link', { name: kind === 'referee' ? 'Add a referee' : 'Add the host supervisor' }).click()
    await fillPerson(page, person)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText(`${person.name} is named`)).toBeVisible()
  }
}

export async function fillPerson(page: Page, person: Omit<Asked, 'kind'>): Promise<void> {
  const { country, ...typed } = person
  for (const [name, value] of Object.entries(typed)) await page.locator(`[id="${name}"]`).fill(value)
  if (country) await page.locator('[id="country"]').selectOption(country)
}

export async function uploadAll(page: Page, kinds: string[]): Promise<void> {
  for (const kind of kinds) {
    const form = page.locator(`form:has([id="${kind}"])`)
    await form
      .locator('input[type=file]')
      .setInputFiles({ name: `${kind}-文件.pdf`, mimeType: 'application/pdf', buffer: aPdf() })
    await form.getByRole('button', { name: /^(Upload|Replace)/ }).click()
    await expect(page.locator(`section:has([id="kind-${kind}"]) bdi:text-is("${kind}-文件.pdf")`)).toBeVisible()
  }
}

type Visitor = { kind: string; context: BrowserContext }
type VisitorOptions = NonNullable<Parameters<Browser['newContext']>[0]>

let ofTest = ''
const present: Visitor[] = []
const gone: Visitor[] = []

/**
 * A page for a new visitor. Those of earlier tests leave first: they would go on working beside this test. A later
 * visitor gets the browser that one of them leaves behind, without cookies and storage but with the portal's scripts,
 * whose loading takes a browser more time than anything else. With `fresh` nothing is kept from before.
 */
export async function newPage(browser: Browser, options: VisitorOptions = {}, fresh = false): Promise<Page> {
  const { testId } = test.info()
  if (testId !== ofTest) gone.push(...(await Promise.all(present.splice(0).map(left))).flat())
  ofTest = testId
  const kind = fresh || options.storageState ? '' : JSON.stringify(options)
  const at = gone.findIndex((visitor) => visitor.kind === kind)
  const visitor = at < 0 ? { kind, context: await browser.newContext(options) } : gone.splice(at, 1)[0]!
  present.push(visitor)
  const page = await visitor.context.newPage()
  if (at >= 0) await emptyStorage(page)
  return page
}

/** What remains of the visitor for a later one. */
async function left({ kind, context }: Visitor): Promise<Visitor[]> {
  if (kind === '') {
    await context.close()
    return []
  }
  await Promise.all(context.pages().map((page) => page.close()))
  await Promise.all([
    context.clearCookies(),
    context.clearPermissions(),
    context.setOffline(false),
    context.unrouteAll(),
  ])
  return [{ kind, context }]
}

async function emptyStorage(page: Page) {
  const { origin } = new URL(test.info().project.use.baseURL!)
  const browser = await page.context().newCDPSession(page)
  const storageTypes = 'local_storage,indexeddb,cache_storage,service_workers'
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes })
  await browser.detach()
}
