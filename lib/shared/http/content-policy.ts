import { createHash } from 'node:crypto'
import { earlyTyping } from '@/lib/shared/ui/early-typing'

/** Our one inline script never changes, so its hash lets it run. */
const EARLY_TYPING = `'sha256-${createHash('sha256').update(earlyTyping).digest('base64')}'`

/**
 * The Content-Security-Policy of a page. A script runs if it has the nonce of this answer, or if such a script loaded
 * it; browsers that do not know 'strict-dynamic' use 'self' instead. Pure.
 */
export function contentPolicy(nonce: string, development: boolean): string {
  const loose = development ? " 'unsafe-eval'" : ''
  return policyFor(`'self' 'nonce-${nonce}' ${EARLY_TYPING} 'strict-dynamic'${loose}`, development)
}

/**
 * The same of a page that is kept for everybody: of the scripts in it, only those with these hashes run, and of files,
 * only the portal's own. Pure.
 */
export const keptPagePolicy = (hashes: string[]): string => policyFor(["'self'", ...hashes].join(' '), false)

/**
 * Styles come from files; the `style` attributes that React writes (widths of bars, places of dragged rows) cannot hold
 * a script.
 */
function policyFor(scripts: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    "script-src-attr 'none'",
    development ? "style-src 'self' 'unsafe-inline'" : "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ')
}

/** Nothing inside a file of a person's, or in any other answer that is no page, may run or load anything here. */
export const dataPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self'",
  "object-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')

/** Two years, as ASVS and the preload lists ask. Null unless the public address is https. */
export function transportPolicy(publicAddress: string): string | null {
  return publicAddress.startsWith('https://') ? 'max-age=63072000; includeSubDomains' : null
}

/**
 * Whether a path or query is not valid text: it has a broken percent-encoding, or the zero character that PostgreSQL
 * refuses. Pure.
 */
export function isMalformed(url: string): boolean {
  const [path = '', query = ''] = url.split('#')[0]!.split(/\?(.*)/s)
  if (/%00|\0/.test(url)) return true
  try {
    decodeURIComponent(path)
    decodeURIComponent(query.replaceAll('+', ' '))
    return false
  } catch {
    return true
  }
}
