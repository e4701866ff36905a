import { CAST, type Player } from '../pages/cast'
import {
  type Asked,
  aCalibrated,
  aKeptDocument,
  aLetterOf,
  aRemovedDocument,
  dossiersOf,
  linkOf,
  type Prepared,
  tokensOf,
} from '../pages/handlers'
import { aRankedList } from '../pages/nominations'
import { anAcceptedPlace, anOfferOf } from '../pages/offers'

/** A request that works for the right people, and does nothing for the rest of the cast. */
export type Case = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** What it does, where a handler has several requests for a method. */
  name?: string
  ask: (scene: Prepared, player: Player) => Asked
  /** The right people; the test tries the first of them last. */
  who: Player[]
  /** People who get their own data with the same request, possibly recorded, and nothing of this application. */
  theirs?: Player[]
  /** What the answer to `who` contains: one of the scene's marks, or this. */
  shows?: 'marks' | RegExp
  /** The first of `who` changes something with it, if only the record. */
  changes?: true
  state?: string
  host?: string
  prepare?: (scene: Prepared) => Promise<unknown>
}

const SIDE: Player[] = ['owner', 'officer', 'chief', 'admin']
const STAFF: Player[] = ['officer', 'chief', 'admin']
const OTHER_OFFICERS: Player[] = ['other officer', 'conflicted officer']
const REVIEWING: Player[] = ['reviewer', 'reviewer who has handed in']
const OTHER_REVIEWERS: Player[] = ['reviewer who has not declared', 'conflicted reviewer', 'other reviewer']
const CONFLICTED: Player[] = ['conflicted chief', 'conflicted admin']

const save = (answers: Record<string, unknown>, version: number) => ({
  answers,
  version,
  writer: 'another-page',
  seq: 1,
})
const list = 'call=2021&columns=name,title,institution,status'
const forAll = { who: [] as Player[] }
const ofApi = { byToken: true } as const

/** Every route handler by its file: who gets something from each of its methods. */
export const HANDLERS: Record<string, Case[]> = {
  'api/account/data': [
    {
      method: 'POST',
      ask: () => ({ path: '/api/account/data', form: {} }),
      who: ['owner'],
      theirs: CAST.filter((player) => player !== 'nobody' && player !== 'owner'),
      shows: 'marks',
      changes: true,
    },
  ],
  'api/applications/[id]/dossier': [
    {
      method: 'GET',
      ask: ({ id }) => ({ path: `/api/applications/${id}/dossier` }),
      prepare: dossiersOf,
      who: ['officer', 'owner', 'chief', 'admin'],
      shows: 'marks',
      changes: true,
    },
    {
      method: 'GET',
      name: 'asking for one that is not made',
      ask: ({ id }) => ({ path: `/api/applications/${id}/dossier` }),
      who: SIDE,
      shows: /\/dossiers\//,
      changes: true,
    },
  ],
  'api/applications/[id]/offer-letter': [
    {
      method: 'GET',
      ask: ({ id }) => ({ path: `/api/applications/${id}/offer-letter` }),
      prepare: (scene) => anOfferOf(scene),
      who: SIDE,
      shows: 'marks',
      changes: true,
    },
  ],
  'api/applications/[id]/pdf': [
    {
      method: 'GET',
      ask: ({ id }) => ({ path: `/api/applications/${id}/pdf` }),
      who: ['owner'],
      shows: 'marks',
    },
  ],
  'api/applications/[id]/sections/[key]': [
    {
      method: 'PUT',
      ask: ({ id }) => ({
        path: `/api/applications/${id}/sections/languages`,
        json: save({ proficient: 'english', test: 'IELTS 7', mother: 'Changed by a test' }, 1),
      }),
      state: 'returned',
      who: ['owner'],
      changes: true,
    },
  ],
  'api/applications/export': [
    {
      method: 'POST',
      ask: () => ({ path: '/api/applications/export', form: { query: list, format: 'csv' } }),
      who: [...STAFF, ...REVIEWING],
      theirs: [...OTHER_OFFICERS, ...OTHER_REVIEWERS, ...CONFLICTED],
      shows: 'marks',
      changes: true,
    },
  ],
  'api/applications/values': [
    {
      method: 'GET',
      ask: () => ({ path: '/api/applications/values?call=2021' }),
      who: [...STAFF, ...OTHER_OFFICERS, ...REVIEWING, ...OTHER_REVIEWERS, ...CONFLICTED],
      shows: /"institution":\[/,
    },
  ],
  'api/audit': [
    {
      method: 'POST',
      ask: () => ({ path: '/api/audit', form: { query: '' } }),
      who: ['admin'],
      theirs: ['conflicted admin'],
      shows: 'marks',
      changes: true,
    },
  ],
  'api/auth/[...nextauth]': [
    { method: 'GET', ask: () => ({ path: '/api/auth/session' }), who: ['owner'], shows: 'marks' },
    { ...forAll, method: 'POST', ask: () => ({ path: '/api/auth/signout', form: {} }) },
  ],
  'api/calibration': [
    {
      method: 'POST',
      ask: () => ({ path: '/api/calibration', form: { call: '2021', track: 'phd', table: 'applications' } }),
      prepare: aCalibrated,
      who: ['chief', 'admin'],
      theirs: CONFLICTED,
      shows: 'marks',
      changes: true,
    },
  ],
  'api/documents': [
    {
      method: 'POST',
      ask: ({ id }) => ({ path: '/api/documents', file: { kind: 'cv', application: id } }),
      state: 'returned',
      who: ['owner'],
      changes: true,
    },
  ],
  'api/documents/[documentId]': [
    {
      method: 'GET',
      ask: ({ document }) => ({ path: `/api/documents/${document}` }),
      prepare: aKeptDocument,
      who: ['officer', 'owner', 'chief', 'admin', ...REVIEWING],
      shows: 'marks',
      changes: true,
    },
  ],
  'api/documents/[documentId]/[action]': [
    {
      method: 'POST',
      name: 'removing',
      ask: ({ document }) => ({ path: `/api/documents/${document}/remove`, form: { back: '/apply' } }),
      state: 'returned',
      who: ['owner'],
      changes: true,
    },
    {
      method: 'POST',
      name: 'putting back',
      ask: ({ document }) => ({ path: `/api/documents/${document}/restore`, form: { back: '/apply' } }),
      state: 'returned',
      prepare: aRemovedDocument,
      who: ['owner'],
      changes: true,
    },
  ],
  'api/dossiers': [
    {
      method: 'POST',
      ask: ({ id }) => ({ path: '/api/dossiers', form: { selected: '1', list: '', id: [id] } }),
      who: STAFF,
      shows: 'marks',
      changes: true,
    },
  ],
  'api/exports': [
    {
      method: 'POST',
      ask: () => ({
        path: '/api/exports',
        form: { call: '2021', format: 'csv', purpose: 'A test', states: 'all', columns: ['number', 'name', 'email'] },
      }),
      who: ['officer', 'admin'],
      theirs: [...OTHER_OFFICERS, 'conflicted admin'],
      shows: 'marks',
      changes: true,
    },
  ],
  'api/health/live': [{ ...forAll, method: 'GET', ask: () => ({ path: '/api/health/live' }) }],
  'api/health/ready': [{ ...forAll, method: 'GET', ask: () => ({ path: '/api/health/ready' }) }],
  'api/letters/[requestId]': [
    {
      method: 'GET',
      ask: ({ request }) => ({ path: `/api/letters/${request}` }),
      prepare: aLetterOf,
      who: [...STAFF, ...REVIEWING],
      shows: 'marks',
      changes: true,
    },
  ],
  // With an operator's token, see metrics.db.test.ts.
  'api/metrics': [{ ...forAll, method: 'GET', ask: () => ({ path: '/api/metrics' }) }],
  'api/nominations/[call]/[institution]/[track]': [
    {
      method: 'GET',
      ask: () => ({ path: '/api/nominations/2021/ihns/phd' }),
      host: 'ihns',
      who: ['officer', 'admin'],
      shows: 'marks',
    },
    {
      method: 'PUT',
      ask: ({ id }) => ({
        path: '/api/nominations/2021/xtipc/phd',
        json: { version: 0, decision: { ranked: [{ id, tied: false }], passed: [] } },
      }),
      host: 'xtipc',
      who: ['officer', 'admin'],
      changes: true,
    },
    {
      method: 'POST',
      ask: () => ({ path: '/api/nominations/2021/xtbg/phd', form: {} }),
      host: 'xtbg',
      prepare: aRankedList,
      who: ['officer', 'admin'],
      shows: 'marks',
      changes: true,
    },
  ],
  // With a personal link, signed in or not; the others have an invalid one.
  'api/requests/[token]/answers': [
    {
      method: 'PUT',
      ask: ({ link }, player) => ({
        path: `/api/requests/${linkOf(link, player)}/answers`,
        json: save({ knownHow: 'Changed by a test' }, 0),
      }),
      who: ['nobody'],
      changes: true,
    },
  ],
  'api/requests/[token]/letter': [
    {
      method: 'POST',
      ask: ({ link }, player) => ({ path: `/api/requests/${linkOf(link, player)}/letter`, file: { kind: 'letter' } }),
      who: ['nobody'],
      changes: true,
    },
  ],
  'api/reviews/[id]': [
    {
      method: 'PUT',
      ask: ({ id }) => ({ path: `/api/reviews/${id}`, json: save({ toCommittee: 'Changed by a test' }, 1) }),
      who: ['reviewer'],
      changes: true,
    },
  ],
  'api/session': [
    { ...forAll, method: 'GET', ask: () => ({ path: '/api/session' }) },
    { ...forAll, method: 'POST', ask: () => ({ path: '/api/session', form: {} }) },
  ],
  'api/statistics': [
    {
      method: 'POST',
      ask: () => ({ path: '/api/statistics', form: { call: '2021', by: 'institution' } }),
      who: ['admin', 'conflicted admin'],
      shows: /statistics-2021-institution\.csv/,
      changes: true,
    },
  ],
  'api/tracker': [
    {
      method: 'GET',
      ask: () => ({ path: '/api/tracker?call=2021' }),
      who: [...STAFF, ...OTHER_OFFICERS, ...CONFLICTED],
      shows: /^data:/m,
    },
  ],
  'api/v1/applications': [
    {
      method: 'GET',
      ask: ({ number }) => ({ ...ofApi, path: `/api/v1/applications?q=${number}` }),
      prepare: tokensOf,
      who: [...STAFF, ...REVIEWING],
      theirs: [...OTHER_OFFICERS, ...OTHER_REVIEWERS, ...CONFLICTED],
      shows: 'marks',
      changes: true,
    },
  ],
  'api/v1/applications/[number]': [
    {
      method: 'GET',
      ask: ({ number }) => ({ ...ofApi, path: `/api/v1/applications/${number}` }),
      prepare: tokensOf,
      who: [...STAFF, ...REVIEWING],
      shows: 'marks',
      changes: true,
    },
  ],
  'api/v1/applications/[number]/dossier': [
    {
      method: 'GET',
      ask: ({ number }) => ({ ...ofApi, path: `/api/v1/applications/${number}/dossier` }),
      prepare: async (scene) => {
        await tokensOf(scene)
        await dossiersOf(scene)
      },
      who: STAFF,
      shows: 'marks',
      changes: true,
    },
  ],
  'api/v1/applications/[number]/enrolment': [
    {
      method: 'PUT',
      ask: ({ number }) => ({ ...ofApi, path: `/api/v1/applications/${number}/enrolment`, json: { enrolled: true } }),
      prepare: async (scene) => {
        await anAcceptedPlace(scene)
        await tokensOf(scene)
      },
      who: ['officer', 'admin'],
      changes: true,
    },
  ],
  'api/v1/calls': [
    {
      method: 'GET',
      ask: () => ({ ...ofApi, path: '/api/v1/calls' }),
      prepare: tokensOf,
      who: [...STAFF, ...REVIEWING, ...OTHER_OFFICERS, ...OTHER_REVIEWERS, ...CONFLICTED],
      shows: /"slug":"2021"/,
    },
  ],
  'api/v1/openapi.json': [{ ...forAll, method: 'GET', ask: () => ({ path: '/api/v1/openapi.json' }) }],
  'api/v1/[...rest]': (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).map((method) => ({
    ...forAll,
    method,
    ask: ({ number }) => ({ ...ofApi, path: `/api/v1/offers/${number}`, ...(method !== 'GET' && { json: {} }) }),
    prepare: tokensOf,
  })),
}
