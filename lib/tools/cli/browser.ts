import { existsSync } from 'node:fs'
import { chromium, type LaunchOptions } from '@playwright/test'

/** The headless shell first: it has no window machinery, and is the quickest. */
const SYSTEM = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** Playwright's own browser, else the system's, else undefined. BROWSER=bundled skips both, to try the third. */
export function installedBrowser(): string | undefined {
  if (process.env.BROWSER === 'bundled') return undefined
  return [chromium.executablePath(), ...SYSTEM].find((file) => file && existsSync(file))
}

/** How to launch the available browser; the last resort is the one inside a package. */
export async function launchOptions(): Promise<LaunchOptions> {
  // Root has no sandbox; without the other options a browser calls home at each start.
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-gpu',
  ]
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  const found = installedBrowser()
  if (found) return { executablePath: found, args }
  const { default: bundled } = await import('@sparticuz/chromium')
  return { executablePath: await bundled.executablePath(), args: [...bundled.args, ...args] }
}
