import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { aPdf } from '@/lib/tools/testing/files'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { database, portal } from './applicant'
import { CAST, type Player, type Scene } from './cast'

/** The request and its address. */
export type Asked = {
  path: string
  json?: unknown
  form?: Record<string, string | string[]>
  file?: { kind: string; application?: string }
  /** With the player's personal token, beside the cookie. */
  byToken?: true
}

/** A scene with data for requests to route handlers, and the personal tokens of its people, where they exist. */
export type Prepared = Scene & {
  number: string
  /** Of a referee, with the token of their personal link. */
  request: string
  link: string
  tokens: Partial<Record<Player, string>>
}

/** The folder of every route handler, from the files. */
export const handlerFolders = (): string[] =>
  readdirSync('app', { recursive: true })
    .map((file) => String(file).match(/^(.*)\/route\.tsx?$/)?.[1])
    .filter((folder) => folder !== undefined)
    .sort()

/** Adds to a scene what only route handlers need. */
export async function prepared(scene: Scene): Promise<Prepared> {
  const { db } = await portal()
  const { createLink } = await import('@/lib/people/personal-links')
  const sql = database()
  // The attempts of earlier tests, from the same network.
  await sql`delete from rate_limits`
  const [row] = await sql`
    select a.number, r.id as request from applications a join reference_requests r on r.application_id = a.id
    where a.id = ${scene.id} and r.kind = 'referee' order by r.email limit 1`
  await sql`update reference_requests set state = 'opened', invited_at = now(), opened_at = now()
    where id = ${row!.request}`
  await sql.end()
  const link = await createLink(db, row!.request)
  return { ...scene, number: row!.number, request: row!.request, link: link.replace('/r/', ''), tokens: {} }
}

const MADE_UP = randomBytes(32).toString('base64url')

/** The link works without an account; the rest of the cast has an invalid one. */
export const linkOf = (link: string, player: Player) => (player === 'nobody' ? link : MADE_UP)

/** Everybody with a role, present or past, has a personal token with all scopes. */
export async function tokensOf({ cast, tokens }: Prepared): Promise<void> {
  const { db } = await portal()
  const { makeToken } = await import('@/lib/people/api-token/tokens')
  const { SCOPE_NAMES } = await import('@/lib/people/api-token/scopes')
  for (const player of CAST) {
    const { person } = cast[player]
    if (person && person.roles.length > 0)
      tokens[player] = await makeToken(db, person, { name: 'A test', scopes: SCOPE_NAMES, days: 7 })
  }
}

/** Both dossiers of the application, as jobs make them. */
export async function dossiersOf({ id }: Prepared): Promise<void> {
  await portal()
  const { makeDossier } = await import('@/lib/applying/dossier/make')
  for (const variant of ['full', 'own'] as const) await makeDossier(id, variant)
}

/** The file of the scene's document, which names the applicant. */
export async function aKeptDocument({ document, marks }: Prepared): Promise<void> {
  const { aPdfOf } = await portal()
  const { storage } = await import('@/lib/applying/document/storage')
  const bytes = await aPdfOf(marks[0]!)
  const sql = database()
  const [row] = await sql`update documents set size = ${bytes.length} where id = ${document} returning storage_key`
  await sql.end()
  await (await storage()).put(row!.storage_key, Readable.from(bytes))
}

export async function aRemovedDocument({ document }: Prepared): Promise<void> {
  const sql = database()
  await sql`update documents set removed_at = now() where id = ${document}`
  await sql.end()
}

/** A letter as a file, which names the applicant. */
export async function aLetterOf({ id, request, marks }: Prepared): Promise<void> {
  const { aPdfOf, withLetter } = await portal()
  const sql = database()
  const [row] = await sql`select email from reference_requests where id = ${request}`
  await sql.end()
  await withLetter(id, row!.email, { file: await aPdfOf(`A letter on ${marks[0]}`) })
}

/** The PhD calibration that its chiefs and admins requested, for all that they may know. */
export async function aCalibrated({ callId, cast }: Prepared): Promise<void> {
  const { db } = await portal()
  const { makeCalibration } = await import('@/lib/selecting/calibration/make')
  for (const player of ['chief', 'conflicted chief'] as const)
    await makeCalibration(db, { callId, track: 'phd', personId: cast[player].person!.id }, 20)
}

export type Answer = { status: number; allow: string; text: string }

/**
 * Sends it as the player, with their session and token; returns the headers and the readable part of the body as text.
 */
export async function send(
  base: string,
  { cast, tokens }: Prepared,
  player: Player,
  method: string,
  { path, json, form, file, byToken }: Asked,
): Promise<Answer> {
  const headers: Record<string, string> = { cookie: cast[player].cookie, accept: 'application/json' }
  if (byToken) headers.authorization = `Bearer ${tokens[player] ?? `sp_${MADE_UP}`}`
  if (json !== undefined) headers['content-type'] = 'application/json'
  const body = json !== undefined ? JSON.stringify(json) : form ? formOf(form) : file ? uploadOf(file) : undefined
  const withBody = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && { body }
  const answer = await fetch(base + path, { method, headers, redirect: 'manual', ...withBody })
  const text = decodeURIComponent([...answer.headers].join('\n').replace(/%(?![0-9a-f]{2})/gi, '%25'))
  return {
    status: answer.status,
    allow: answer.headers.get('allow') ?? '',
    text: `${text}\n\n${await shownBy(answer)}`,
  }
}

function formOf(fields: Record<string, string | string[]>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )
}

function uploadOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([new Uint8Array(aPdf())], { type: 'application/pdf' }), 'file.pdf')
  return form
}

async function shownBy(answer: Response): Promise<string> {
  const type = answer.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream')) {
    // The stream continues while somebody listens.
    const reader = answer.body!.getReader()
    const { value } = await reader.read()
    await reader.cancel()
    return Buffer.from(value ?? []).toString()
  }
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (type === 'application/pdf' && bytes.length > 0) return (await readPdf(Readable.from([bytes]))).all
  return bytes.toString()
}
