import type { Page, Route } from '@playwright/test'

/** Possible failures of a sent form, as its page sees them. The portal itself answers the unknown action. */
export const FAULTS: Record<string, { meet: (route: Route) => Promise<void>; says: RegExp }> = {
  'answered with 502 by a proxy': {
    meet: (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' }),
    says: /cannot be reached right now/,
  },
  'answered with 503': {
    meet: (route) => route.fulfill({ status: 503, headers: { 'retry-after': '5' }, body: 'Wait' }),
    says: /cannot be reached right now/,
  },
  'cut off': { meet: (route) => route.abort('connectionreset'), says: /connection to the portal broke/ },
  'of a version before the present one': {
    meet: (route) => route.continue({ headers: { ...route.request().headers(), 'next-action': '7f'.repeat(21) } }),
    says: /new version of the portal/,
  },
}

/** From now on every form of the page meets the fault; returns a function that ends this. */
export async function formsMeet(page: Page, fault: string): Promise<() => Promise<void>> {
  const meet = async (route: Route) =>
    route.request().method() === 'POST' && route.request().headers()['next-action']
      ? FAULTS[fault]!.meet(route)
      : route.fallback()
  await page.route('**/*', meet)
  return () => page.unroute('**/*', meet)
}

/** From now on the portal does what each form asks, and its answer gets lost; returns a function that ends this. */
export async function answersLost(page: Page): Promise<() => Promise<void>> {
  const lose = async (route: Route) => {
    if (route.request().method() !== 'POST' || !route.request().headers()['next-action']) return route.fallback()
    await route.fetch({ maxRedirects: 0 })
    await route.abort('connectionreset')
  }
  await page.route('**/*', lose)
  return () => page.unroute('**/*', lose)
}
