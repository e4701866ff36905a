import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database, Executor } from '@/db/client'
import { people, roles } from '@/db/schema'
import type { Call } from '@/lib/call/call'
import type { CallDefinition } from '@/lib/call/definition'
import { firstErrors } from '@/lib/people/action'
import type { Person } from '@/lib/people/actor'
import { recordEvent } from '@/lib/platform/ledger/queries'
import { COLUMN_NAMES, type Column, type Row, readPeople } from './csv'

import { giveRoles, requireAppointing } from './give-role'
import { matched, ROLE_WORDS, type RoleName, roleOptions } from './rules'
import { type Appointment, staffSchema } from './schema'

/** A row of the preview: what will happen, or why it cannot. */
export type PreviewRow = { line: number; name: string; email: string; what: string; errors: string[] }
export type Preview = { rows: PreviewRow[]; ignored: string[]; good: number; wrong: number }
type Checked = PreviewRow & { given: Appointment | null }

/**
 * Previews an import, row by row. Changes nothing.
 * @throws PortalError 'forbidden'
 */
export async function previewImport(
  executor: Executor,
  admin: Person,
  call: Call,
  text: string,
): Promise<Preview | { problem: string }> {
  requireAppointing(admin, call.id)
  const read = readPeople(text)
  if ('problem' in read) return read
  return shown(await checked(executor, call, read.rows), read.ignored)
}

/**
 * Imports the rows without an error, if they are as many as in the preview; else returns the present preview and writes
 * nothing. It checks everything again: the file came back from the browser, and others work at the same time.
 * @throws PortalError 'forbidden', 'conflict'
 */
export async function importPeople(
  db: Database,
  admin: Person,
  call: Call,
  text: string,
  expected: { good: number; wrong: number },
): Promise<{ imported: number } | Preview | { problem: string }> {
  requireAppointing(admin, call.id)
  const read = readPeople(text)
  if ('problem' in read) return read
  return db.transaction(async (tx) => {
    const rows = await checked(tx, call, read.rows)
    const preview = shown(rows, read.ignored)
    if (preview.good !== expected.good || preview.wrong !== expected.wrong || preview.good === 0) return preview
    const given = rows.flatMap((row) => row.given ?? [])
    const ids = await giveRoles(tx, admin, call, given)
    await recordEvent(tx, {
      applicationId: null,
      actorId: admin.id,
      actorRole: 'admin',
      type: 'people-imported',
      data: {
        call: call.id,
        people: ids,
        rows: given.length,
        leftOut: preview.wrong,
        sha256: createHash('sha256').update(text).digest('hex'),
      },
    })
    return { imported: given.length }
  })
}

function shown(rows: Checked[], ignored: string[]): Preview {
  const wrong = rows.filter((row) => row.errors.length > 0).length
  return { rows: rows.map(({ given: _given, ...row }) => row), ignored, good: rows.length - wrong, wrong }
}

const keyOf = ({ email, role, institution }: Pick<Appointment, 'email' | 'role' | 'institution'>) =>
  `${email.toLowerCase()} ${role} ${institution ?? ''}`

async function checked(executor: Executor, call: Call, rows: Row[]): Promise<Checked[]> {
  const parsed = rows.map((row) => parseRow(call.definition, row))
  const has = await rolesOf(
    executor,
    call,
    parsed.flatMap(({ given }) => given?.email.toLowerCase() ?? []),
  )
  const lines = new Map<string, number>()
  return parsed.map((row) => {
    if (!row.given) return row
    const key = keyOf(row.given)
    const first = lines.get(key)
    lines.set(key, first ?? row.line)
    const error = first ? `The same person and role as in line ${first}` : has.has(key) ? 'Has this role already' : null
    return error ? { ...row, given: null, errors: [error] } : row
  })
}

const schemas = new WeakMap<CallDefinition, Map<RoleName, ReturnType<typeof staffSchema>>>()

/** The schema of a role, made once per definition: it lists every country and institution. */
function schemaOf(definition: CallDefinition, role: RoleName) {
  const made = schemas.get(definition) ?? new Map()
  schemas.set(definition, made)
  if (!made.has(role)) made.set(role, staffSchema(definition, role))
  return made.get(role)! as ReturnType<typeof staffSchema>
}

function parseRow(definition: CallDefinition, { line, cells }: Row): Checked {
  const shown = { line, name: cells.name ?? '', email: cells.email ?? '', what: '' }
  const role = matched(roleOptions, cells.role ?? '') as RoleName | null
  // Checks the other cells even without a role, to report all errors at once.
  const result = schemaOf(definition, role ?? 'admin').safeParse(cells)
  const errors = role ? [] : ['Role: enter officer, reviewer, chief or admin']
  if (!result.success) {
    for (const [field, message] of Object.entries(firstErrors(result.error)))
      errors.push(`${COLUMN_NAMES[field as Column] ?? field}: ${message}`)
  }
  if (errors.length > 0 || !result.success) return { ...shown, errors, given: null }
  return { ...shown, what: whatOf(definition, result.data), errors, given: result.data }
}

function whatOf(definition: CallDefinition, { role, institution, profile }: Appointment): string {
  if (profile) return `${ROLE_WORDS.reviewer}, at most ${profile.most}`
  const at = definition.institutions.find(({ key }) => key === institution)?.name
  return at ? `${ROLE_WORDS[role]}, ${at}` : ROLE_WORDS[role]
}

/** The present roles of these addresses in the Call. */
async function rolesOf(executor: Executor, call: Call, emails: string[]): Promise<Set<string>> {
  if (emails.length === 0) return new Set()
  const found = await executor.execute<{ email: string; role: RoleName; institution: string | null }>(sql`
    select p.email, r.role, r.institution from ${roles} r join ${people} p on p.id = r.person_id
    where r.call_id = ${call.id} and r.ended_at is null
      and lower(p.email) in (select jsonb_array_elements_text(${JSON.stringify(emails)}::jsonb))`)
  return new Set([...found].map(keyOf))
}
