import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type postgres from 'postgres'
import sharp from 'sharp'
import { storage } from '@/lib/applying/document/storage'
import { formatNumber } from '@/lib/shared/format/format'
import { paperOf } from '@/lib/tools/fill/paper'
import { pdfOf } from '@/lib/tools/testing/files'
import { fillTo, someWriters } from './fill'

export const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * Complete drafts with the people whom they name, and signed-in applicants: `writers`, and `submitters`, whose documents
 * are in the store for their dossiers.
 */
export async function fillForDeadline(sql: postgres.Sql, applications: number, writers: number, submitters: number) {
  await fillTo(sql, applications)
  // Mail to one mailbox is limited, so each application names people of its own.
  await sql`
    insert into reference_requests (application_id, kind, name, email, mailbox, position, institution, country, relation)
    select a.id, k.kind::request_kind, 'Somebody', b.box, b.box, 'Professor', 'A university', 'ET', 'Taught me'
    from applications a, (values ('referee', 'one'), ('referee', 'two'), ('supervisor', 'three')) as k(kind, name),
      lateral (select k.name || '-' || a.id || '@bench.example' as box) b`
  const people = await someWriters(sql, writers + submitters)
  const paper = paperOf('A document of the benchmark', 'bench')
  const kept = await sql<{ key: string }[]>`
    update documents set sha256 = ${hashOf(paper)}, size = ${paper.length}
    where application_id = any(${people.slice(writers).map(({ application }) => application)}::uuid[])
    returning storage_key as key`
  const store = await storage()
  for (const { key } of kept) await store.put(key, Readable.from([paper]))
  await sql`vacuum analyze`
  await sql`checkpoint`
  return { writers: people.slice(0, writers), submitters: people.slice(writers) }
}

/** PDFs of 1 to 4 scanned pages. */
export async function scans(): Promise<Buffer[]> {
  const [width, height] = [1240, 1754]
  const noise = { type: 'gaussian', mean: 200, sigma: 12 } as const
  const scan = await sharp({ create: { width, height, channels: 3, background: '#eee', noise } })
    .jpeg({ quality: 75 })
    .toBuffer()
  return [1, 2, 3, 4].map((pages) => pdfOf(objectsOf(pages, scan, width, height)))
}

function objectsOf(pages: number, scan: Buffer, width: number, height: number): string[] {
  const stream = (entries: string, bytes: string) =>
    `<< ${entries} /Length ${bytes.length} >>\nstream\n${bytes}\nendstream`
  const colours = '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode'
  const at = (index: number) => 4 + 2 * index
  const all = Array.from({ length: pages }, (_, index) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /XObject << /Scan ${at(index) + 1} 0 R >> >> >>`,
    stream(`/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${colours}`, scan.toString('latin1')),
  ])
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${all.map((_, index) => `${at(index)} 0 R`).join(' ')}] /Count ${pages} >>`,
    stream('', 'q 595 0 0 842 0 0 cm /Scan Do Q'),
    ...all.flat(),
  ]
}

/** What the portal acknowledged: the last telephone number by application, the hash of each file by its name, numbers. */
export type Acknowledged = { phones: Map<string, number>; files: Map<string, string>; submitted: string[] }

/** Looks in the database and in the store for everything that was acknowledged. @returns one line a kind */
export async function lookedFor(sql: postgres.Sql, { phones, files, submitted }: Acknowledged): Promise<string[]> {
  const saved = await sql<{ id: string; phone: string }[]>`
    select application_id as id, answers ->> 'phone' as phone from application_sections
    where key = 'personal' and application_id = any(${[...phones.keys()]}::uuid[])`
  const older = saved.filter(({ id, phone }) => !(Number(phone) >= phones.get(id)!))
  const rows = await sql<{ name: string; key: string; sha256: string }[]>`
    select filename as name, storage_key as key, sha256 from documents where filename = any(${[...files.keys()]})`
  const store = await storage()
  let whole = 0
  for (const { name, key, sha256 } of rows) {
    const bytes = await store.get(key).then(buffer, () => Buffer.alloc(0))
    if (sha256 === files.get(name) && hashOf(bytes) === sha256) whole += 1
  }
  const [found] = await sql<{ count: number }[]>`
    select count(*)::int from applications a
    where id = any(${submitted}::uuid[]) and submitted_at is not null and number is not null
      and exists (select from submissions s where s.application_id = a.id)
      and exists (select from events e where e.application_id = a.id and e.type = 'submit')`
  const line = (what: string, acknowledged: number, lost: number) =>
    `${what.padEnd(38)}${formatNumber(acknowledged).padStart(10)} acknowledged, ${formatNumber(lost)} lost`
  return [
    line('applications with answers', phones.size, phones.size - saved.length + older.length),
    line('files, with all their bytes', files.size, files.size - whole),
    line('submissions', submitted.length, submitted.length - found!.count),
  ]
}
