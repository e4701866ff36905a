import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from '@playwright/test'

/** The headless shell first: it does without a window's machinery, and a page takes half the time. */
const SYSTEM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

// Root has no sandbox; without the others a browser calls home at each start.
const ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

const ownBrowser = () => existsSync(chromium.executablePath())
const systemBrowser = () => SYSTEM.find(existsSync)

/** Whether Playwright or the system has a browser. BROWSER=bundled overlooks both, to try the third. */
export function hasBrowser(): boolean {
  return process.env.BROWSER !== 'bundled' && (ownBrowser() || systemBrowser() !== undefined)
}

/** How to launch whichever browser there is; the last resort is the one that ships inside a package. */
export async function launchOptions(): Promise<LaunchOptions> {
  if (hasBrowser()) return { executablePath: ownBrowser() ? undefined : systemBrowser(), args: ARGS }
  const { default: bundled } = await import('@sparticuz/chromium')
  return { executablePath: await bundled.executablePath(), args: [...bundled.args, ...ARGS] }
}
