import { readFileSync } from 'node:fs'
import path from 'node:path'

type Manifest = { staticRoutes: { page: string }[]; dynamicRoutes: { page: string; regex: string }[] }

/** Where Next's build lists its routes, the most particular first. */
const MANIFEST = path.join(/* turbopackIgnore: true */ process.cwd(), '.next/routes-manifest.json')

/**
 * Tells of an address which route answers it, as `/apply/[slug]`: what stands in the address itself (a personal link, an
 * application's id) goes into no log and no metric, and there are few routes. `asset` is a file of the build, `other` what
 * no route answers.
 */
export function routesOf({ staticRoutes, dynamicRoutes }: Manifest): (url: string) => string {
  const fixed = new Set(staticRoutes.map(({ page }) => page))
  const dynamic = dynamicRoutes.map(({ page, regex }) => ({ page, regex: new RegExp(regex) }))
  return (url) => {
    const pathname = url.split(/[?#]/, 1)[0]!.replace(/(.)\/$/, '$1')
    if (pathname.startsWith('/_next/')) return 'asset'
    if (fixed.has(pathname)) return pathname
    return dynamic.find(({ regex }) => regex.test(pathname))?.page ?? 'other'
  }
}

/** By the present build; without one (in development) every address is `other`. */
export function routesOfBuild(): (url: string) => string {
  try {
    return routesOf(JSON.parse(readFileSync(MANIFEST, 'utf8')))
  } catch {
    return () => 'other'
  }
}
