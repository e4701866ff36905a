import type { Browser, Page } from '@playwright/test'
import { newPage } from './applicant'

/** The most that a page of the journey may transfer on a cold visit, compressed, in bytes. */
export const LIMIT = 200_000

type StorageState = NonNullable<Parameters<Browser['newContext']>[0]>['storageState']

/** Bytes over the network, with headers, until the page and its resources are loaded. */
export async function weigh(browser: Browser, path: string, storageState?: StorageState): Promise<number> {
  const page = await newPage(browser, { storageState })
  const cdp = await page.context().newCDPSession(page)
  let bytes = 0
  await cdp.send('Network.enable')
  cdp.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength
  })
  await page.goto(path, { waitUntil: 'networkidle' })
  await page.context().close()
  return bytes
}

/** A page's HTML before compression, and how many characters of it are what React sends beside it, to go on from. */
export async function openedParts(page: Page, path: string): Promise<{ html: string; flight: number }> {
  const html = await (await page.request.get(path)).text()
  const pieces = html.match(/<script[^>]*>\(?self\.__next_f[\s\S]*?<\/script>/g) ?? []
  return { html, flight: pieces.join('').length }
}
