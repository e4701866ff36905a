import { type BrowserContext, chromium, type Page } from '@playwright/test'
import type postgres from 'postgres'
import { db } from '@/db/client'
import { launchOptions } from '@/lib/tools/cli/browser'
import { fillCall } from '@/lib/tools/fill'
import { BASE, serving } from './compare'
import { someStaff } from './fill-people'
import { allPages } from './pages'

const APPLICATIONS = 1000
const REVIEWERS = 80
const SLOWER = 4
const PHONE = { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true }
/** What a person types: as fast as a quick typist, in ms a key. */
const SENTENCE = 'We measure the moisture of soil by radar, and compare it with samples of three valleys. '
const KEY_MS = 60
/** After an act, the page may still be at work for so long, also with what it sends. */
const REST_MS = 1500
/** Typing on so slow a phone takes its time. */
const PATIENCE_MS = 120_000

type Act = [name: string, act: (page: Page) => Promise<unknown>]

/** A page by its name in `allPages`, what its path becomes, and what people do there, one after the other. */
const PAGES: { name: string; at?: (path: string) => string; acts: Act[] }[] = [
  {
    name: 'section',
    at: (path) => path.replace(/personal$/, 'research'),
    acts: [
      ['type a line', (page) => type(page, 'input[name=title]', SENTENCE)],
      ['type a text', (page) => type(page, 'textarea[name=abstract]', SENTENCE.repeat(3))],
    ],
  },
  {
    name: 'list',
    acts: [
      ['type a search', (page) => type(page, '#q', 'status:under soil water')],
      [
        'empty it and send it',
        (page) =>
          page
            .locator('#q')
            .fill('')
            .then(() => page.locator('#q').press('Enter')),
      ],
      ['unfold a filter', (page) => page.locator('a.fold', { hasText: 'Track' }).click()],
      ['filter', (page) => page.getByRole('link', { name: 'PhD', exact: true }).first().click()],
      ['sort', (page) => sortBy(page, 'Applicant')],
      ['next page', (page) => page.getByRole('link', { name: 'Next page' }).click()],
      ['select all', (page) => page.locator('thead input[type=checkbox]').check()],
    ],
  },
  {
    name: 'board',
    acts: [
      ['filter', (page) => choose(page, 'show', 'open')],
      ['sort by the filter', (page) => choose(page, 'order', 'score')],
      ['sort by a heading', (page) => sortBy(page, 'Application')],
      ['unfold the countries', (page) => page.getByRole('link', { name: /under Countries/ }).click()],
      ['select all', (page) => page.locator('thead input[type=checkbox]').check()],
    ],
  },
]

async function type(page: Page, field: string, text: string): Promise<void> {
  await page.locator(field).fill('')
  await page.locator(field).pressSequentially(text, { delay: KEY_MS })
}

const sortBy = (page: Page, heading: string) =>
  page.getByRole('columnheader').getByRole('link', { name: heading, exact: true }).click()

async function choose(page: Page, name: string, value: string): Promise<void> {
  await page.locator(`select[name=${name}]`).selectOption(value)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
}

/** A task of the main thread over 50 ms, or the time from an input to the next picture. */
type Told = { kind: 'longtask' | 'event'; ms: number }

/** Runs in each document, also in those that an act leads to. */
const OBSERVE = `
  for (const type of ['longtask', 'event'])
    new PerformanceObserver((list) => {
      for (const { duration, interactionId } of list.getEntries())
        if (type === 'longtask' || interactionId) toldOf({ kind: type, ms: duration })
    }).observe({ type, buffered: true, durationThreshold: 16 })
`

/** The longest task of the main thread of a slow phone, as people type, filter, sort and select. */
export async function benchInteraction(sql: postgres.Sql): Promise<void> {
  await fillCall(db, '2021', { applications: APPLICATIONS, reviewers: REVIEWERS, seed: 1 })
  await someStaff(sql)
  const pages = await allPages(sql)
  const browser = await chromium.launch(await launchOptions())
  try {
    await serving('.', async () => {
      console.log(`\n${APPLICATIONS} applications; a phone of 375 × 812, its processor ${SLOWER} times slower`)
      console.log(`${''.padEnd(34)}longest task ms   over 50 ms   slowest input ms`)
      for (const { name, at = (path: string) => path, acts } of PAGES) {
        const { path, cookie } = pages.find((page) => page.name === name)!.visits[0]!
        const context = await browser.newContext(PHONE)
        await measure(context, name, BASE + at(path), cookie!, acts)
        await context.close()
      }
    })
  } finally {
    await browser.close()
  }
}

async function measure(context: BrowserContext, name: string, url: string, cookie: string, acts: Act[]): Promise<void> {
  const told: Told[] = []
  const [cookieName, value] = cookie.split('=') as [string, string]
  await context.addCookies([{ name: cookieName, value, url: BASE }])
  await context.exposeBinding('toldOf', (_source, one: Told) => void told.push(one))
  await context.addInitScript(OBSERVE)
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  for (const [what, act] of [['open', () => page.goto(url)] as Act, ...acts]) {
    // Playwright brings a large script into each new document when it first looks into it.
    await page.locator('body').isVisible()
    await page.waitForTimeout(REST_MS)
    told.length = 0
    await act(page)
    await page.waitForLoadState('networkidle')
    await page.waitForTimeout(REST_MS)
    const of = (kind: Told['kind']) => told.filter((one) => one.kind === kind).map(({ ms }) => ms)
    const cells = [Math.max(0, ...of('longtask')), of('longtask').length, Math.max(0, ...of('event'))]
    const [task, tasks, input] = cells.map((cell) => cell.toFixed(0))
    console.log(`${`${name}: ${what}`.padEnd(34)}${task!.padStart(15)}${tasks!.padStart(13)}${input!.padStart(19)}`)
  }
}
