import type { Page, Route } from '@playwright/test'

/** What can become of a form that is sent, as its page sees it. The unknown action is answered by the portal itself. */
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

/** From now on each form that the page sends meets the fault; ends with the function that it gives. */
export async function formsMeet(page: Page, fault: string): Promise<() => Promise<void>> {
  const meet = async (route: Route) =>
    route.request().method() === 'POST' && route.request().headers()['next-action']
      ? FAULTS[fault]!.meet(route)
      : route.fallback()
  await page.route('**/*', meet)
  return () => page.unroute('**/*', meet)
}

/** From now on the portal does what each form asks, and its answer is lost on the way; ends with the function that it gives. */
export async function answersLost(page: Page): Promise<() => Promise<void>> {
  const lose = async (route: Route) => {
    if (route.request().method() !== 'POST' || !route.request().headers()['next-action']) return route.fallback()
    await route.fetch({ maxRedirects: 0 })
    await route.abort('connectionreset')
  }
  await page.route('**/*', lose)
  return () => page.unroute('**/*', lose)
}
