import type { Browser, Page } from '@playwright/test'
import { newPage } from './applicant'

/** The most that a page of the journey may transfer on a cold visit, compressed, in bytes. */
export const LIMIT = 200_000

type StorageState = NonNullable<Parameters<Browser['newContext']>[0]>['storageState']

/** Bytes of a cold visit. */
export type Weight = {
  /** Over the network, with headers, until the page and its resources are loaded. */
  all: number
  script: number
  fonts: number
  /** The HTML before compression, and React's data in it. */
  html: number
  flight: number
}

export async function weigh(browser: Browser, path: string, storageState?: StorageState): Promise<Weight> {
  const page = await newPage(browser, { storageState }, true)
  const cdp = await page.context().newCDPSession(page)
  const types = new Map<string, string>()
  const weight = { all: 0, script: 0, fonts: 0 }
  await cdp.send('Network.enable')
  cdp.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength: bytes }) => {
    const type = types.get(requestId)
    weight.all += bytes
    if (type === 'Script') weight.script += bytes
    if (type === 'Font') weight.fonts += bytes
  })
  const answer = await page.goto(path, { waitUntil: 'networkidle' })
  const { html, flight } = parts(await answer!.text())
  await page.context().close()
  return { ...weight, html: Buffer.byteLength(html), flight }
}

/** Weights as a table. */
export function tableOf(weights: [name: string, Weight][]): string {
  const columns = ['all', 'script', 'fonts', 'html', 'flight'] as const
  const line = (cells: string[], name: string) => `${cells.map((cell) => cell.padStart(8)).join('')}  ${name}`
  return [
    'kB, the first three as transferred, the last two before compression',
    line([...columns], ''),
    ...weights.map(([name, weight]) =>
      line(
        columns.map((column) => (weight[column] / 1000).toFixed(1)),
        name,
      ),
    ),
  ].join('\n')
}

/** A page's HTML before compression, and how many bytes of it are what React sends beside it, to go on from. */
export async function openedParts(page: Page, path: string): Promise<{ html: string; flight: number }> {
  return parts(await (await page.request.get(path)).text())
}

function parts(html: string): { html: string; flight: number } {
  const pieces = html.match(/<script[^>]*>\(?self\.__next_f[\s\S]*?<\/script>/g) ?? []
  return { html, flight: Buffer.byteLength(pieces.join('')) }
}
