import { readFileSync } from 'node:fs'
import path from 'node:path'

type Manifest = { staticRoutes: { page: string }[]; dynamicRoutes: { page: string; regex: string }[] }

/** Where Next's build lists its routes, the most specific first. */
const MANIFEST = path.join(/* turbopackIgnore: true */ process.cwd(), '.next/routes-manifest.json')

/**
 * Finds the route that answers an address, such as `/apply/[slug]`. Logs and metrics use it because addresses hold
 * personal links and applications' ids, and because there are few routes. `asset` is a file of the build, `other` an
 * address without a route.
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

/** Uses the present build; without one (in development) every address is `other`. */
export function routesOfBuild(): (url: string) => string {
  try {
    return routesOf(JSON.parse(readFileSync(MANIFEST, 'utf8')))
  } catch {
    return () => 'other'
  }
}
