import { expect, test } from '@playwright/test'
import { aScene, CAST, type Player, type Scene } from './pages/cast'

/**
 * Each route about an application or for a role, with the people of the cast who can open it. Everybody else is
 * refused.
 */
const OFFICERS: Player[] = ['officer', 'other officer', 'conflicted officer']
const REVIEWERS: Player[] = CAST.filter((name) => /reviewer/.test(name) && name !== 'former reviewer')
const CHIEFS: Player[] = ['chief', 'conflicted chief']
const ADMINS: Player[] = ['admin', 'conflicted admin']
const STAFF: Player[] = ['officer', 'chief', 'admin']
const ROUTES: Record<string, { path: (scene: Scene) => string; who: Player[] }> = {
  'apply/[id]/page.tsx': { path: ({ id }) => `/apply/${id}`, who: ['owner'] },
  'apply/[id]/[section]/page.tsx': { path: ({ id }) => `/apply/${id}/referees`, who: ['owner'] },
  'apply/[id]/check/page.tsx': { path: ({ id }) => `/apply/${id}/check`, who: ['owner'] },
  // Redirects its owner to the overview once an officer checks it.
  'apply/[id]/submitted/page.tsx': { path: ({ id }) => `/apply/${id}/submitted`, who: [] },
  'apply/[id]/help/page.tsx': { path: ({ id }) => `/apply/${id}/help`, who: ['owner'] },
  // Nobody acts for the applicant of an application under review; see acting.spec.ts.
  'admin/acting/[id]/page.tsx': { path: ({ id }) => `/admin/acting/${id}`, who: [] },
  'admin/acting/page.tsx': { path: () => '/admin/acting', who: ADMINS },
  'apply/[id]/withdraw/page.tsx': { path: ({ id }) => `/apply/${id}/withdraw`, who: ['owner'] },
  // Without an offer it redirects its owner to the overview, and there is no letter; see offers.spec.ts.
  'apply/[id]/offer/page.tsx': { path: ({ id }) => `/apply/${id}/offer`, who: [] },
  'apply/[id]/offer/[answer]/page.tsx': { path: ({ id }) => `/apply/${id}/offer/accept`, who: [] },
  'api/applications/[id]/offer-letter/route.ts': { path: ({ id }) => `/api/applications/${id}/offer-letter`, who: [] },
  'applications/[id]/offer/page.tsx': { path: ({ id }) => `/applications/${id}/offer`, who: ['officer', 'admin'] },
  'applications/export/page.tsx': { path: () => '/applications/export', who: [...OFFICERS, ...ADMINS] },
  'applications/to-enrol/page.tsx': { path: () => '/applications/to-enrol', who: [...OFFICERS, ...ADMINS] },
  'api/applications/[id]/pdf/route.ts': { path: ({ id }) => `/api/applications/${id}/pdf`, who: ['owner'] },
  'dossiers/[id]/page.tsx': { path: ({ id }) => `/dossiers/${id}`, who: ['owner', ...STAFF] },
  'dossiers/page.tsx': { path: () => '/dossiers', who: [...OFFICERS, ...CHIEFS, ...ADMINS] },
  'applications/page.tsx': { path: () => '/applications', who: [...OFFICERS, ...REVIEWERS, ...CHIEFS, ...ADMINS] },
  'applications/found-eligible/page.tsx': {
    path: () => '/applications/found-eligible',
    who: [...OFFICERS, ...ADMINS],
  },
  'applications/[id]/page.tsx': { path: ({ id }) => `/applications/${id}`, who: STAFF },
  'applications/[id]/check/page.tsx': { path: ({ id }) => `/applications/${id}/check`, who: ['officer', 'admin'] },
  'applications/[id]/check/decide/page.tsx': {
    path: ({ id }) => `/applications/${id}/check/decide`,
    who: ['officer', 'admin'],
  },
  'applications/[id]/letters/page.tsx': { path: ({ id }) => `/applications/${id}/letters`, who: STAFF },
  'applications/[id]/reviewers/page.tsx': {
    path: ({ id }) => `/applications/${id}/reviewers`,
    who: ['chief', 'admin'],
  },
  'applications/[id]/reviews/page.tsx': { path: ({ id }) => `/applications/${id}/reviews`, who: STAFF },
  'applications/[id]/reviews/reopen/page.tsx': {
    path: ({ id }) => `/applications/${id}/reviews/reopen`,
    who: ['chief', 'admin'],
  },
  'review/[id]/submit/page.tsx': {
    path: ({ id }) => `/review/${id}/submit`,
    who: ['reviewer', 'reviewer who has handed in'],
  },
  'review/[id]/conflict/page.tsx': {
    path: ({ id }) => `/review/${id}/conflict`,
    who: ['reviewer', 'reviewer who has not declared', 'reviewer who has handed in'],
  },
  'review/[id]/decline/page.tsx': {
    path: ({ id }) => `/review/${id}/decline`,
    who: ['reviewer', 'reviewer who has not declared', 'reviewer who has handed in'],
  },
  'review/page.tsx': { path: () => '/review', who: REVIEWERS },
  'review/load/page.tsx': { path: () => '/review/load', who: REVIEWERS },
  'review/[id]/page.tsx': {
    path: ({ id }) => `/review/${id}`,
    who: ['reviewer', 'reviewer who has not declared', 'reviewer who has handed in'],
  },
  'nominations/page.tsx': { path: () => '/nominations', who: [...OFFICERS, ...ADMINS] },
  'nominations/[institution]/[track]/page.tsx': {
    path: () => '/nominations/xtipc/phd',
    // An officer with a conflict of interest sees a notice there, and nothing of the list.
    who: ['officer', 'conflicted officer', ...ADMINS],
  },
  'nominations/[institution]/[track]/hand-in/page.tsx': {
    path: () => '/nominations/xtipc/phd/hand-in',
    who: ['officer', 'admin'],
  },
  'committee/page.tsx': { path: () => '/committee', who: [...CHIEFS, ...ADMINS] },
  'committee/reviewers/page.tsx': { path: () => '/committee/reviewers', who: [...CHIEFS, ...ADMINS] },
  'committee/reviewers/remind/page.tsx': { path: () => '/committee/reviewers/remind', who: [...CHIEFS, ...ADMINS] },
  'admin/system/page.tsx': { path: () => '/admin/system', who: ADMINS },
  'admin/sign-ins/page.tsx': { path: () => '/admin/sign-ins', who: ADMINS },
  'admin/people/page.tsx': { path: () => '/admin/people', who: ADMINS },
  'admin/people/[id]/page.tsx': { path: ({ cast }) => `/admin/people/${cast.officer.person!.id}`, who: ADMINS },
  'committee/calibration/page.tsx': { path: () => '/committee/calibration', who: [...CHIEFS, ...ADMINS] },
  'committee/assignment/page.tsx': { path: () => '/committee/assignment', who: [...CHIEFS, ...ADMINS] },
  'committee/assignment/release/page.tsx': { path: () => '/committee/assignment/release', who: [...CHIEFS, ...ADMINS] },
  'tracker/page.tsx': { path: () => '/tracker', who: [...OFFICERS, ...CHIEFS, ...ADMINS] },
  'decisions/page.tsx': { path: () => '/decisions?call=2021', who: ADMINS },
  // An admin who keeps away from a track sees a notice, and nothing of it.
  'decisions/waiting/page.tsx': { path: () => '/decisions/waiting?call=2021', who: ADMINS },
  'decisions/confirm/page.tsx': { path: ({ id }) => `/decisions/confirm?call=2021&track=phd&id=${id}`, who: ['admin'] },
  'decisions/places/limit/page.tsx': { path: () => '/decisions/places/limit?call=2021', who: ['admin'] },
  'decisions/scenarios/compare/page.tsx': { path: () => '/decisions/scenarios/compare?call=2021', who: ['admin'] },
  'work/page.tsx': { path: () => '/work', who: [...OFFICERS, ...REVIEWERS, ...CHIEFS, ...ADMINS] },
}

test('each route opens for the right people, and for nobody else of the cast', async ({ playwright, baseURL }) => {
  const scene = await aScene('xtipc', 'xtbg')
  const found: Record<string, Player[]> = {}
  for (const [route, { path }] of Object.entries(ROUTES)) {
    const opens = CAST.map(async (player) => {
      const request = await playwright.request.newContext({
        baseURL,
        extraHTTPHeaders: { cookie: scene.cast[player].cookie },
      })
      const answer = await request.get(path(scene), { maxRedirects: 0 })
      const status = answer.status()
      const leads = player === 'nobody' || (player === 'owner' && route.startsWith('apply/'))
      const away = [307, 303, 308].includes(status) && leads
      expect([200, 401, 404].includes(status) || away, `${route}, ${player}: ${status}`).toBe(true)
      await request.dispose()
      return status === 200 ? [player] : []
    })
    found[route] = (await Promise.all(opens)).flat()
  }
  const expected = Object.entries(ROUTES).map(([route, { who }]) => [route, CAST.filter((name) => who.includes(name))])
  expect(found).toEqual(Object.fromEntries(expected))
})
