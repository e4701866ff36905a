import { fileTypeFromBuffer } from 'file-type'
import type { DocumentKind } from '@/lib/call/definition'
import type { Change } from '@/lib/lifecycle/files'
import { PortalError } from '@/lib/shared/errors'
import { formatBytes } from '@/lib/shared/format/format'
import { WorkEnded, workshop } from '@/lib/shared/workers'
import { CONVERTED, wayOut } from './refused-file'

/** What a file may be. */
export type FileLimits = Pick<DocumentKind, 'label' | 'accept' | 'maxBytes' | 'maxPages'>

/** `bytes`: what to keep instead of the file. `changes`: what that changed. */
export type Inspected = { type: string; pages: number; changes: Change[]; bytes?: Uint8Array }

type Problem = 'password' | 'printing' | 'xfa' | 'portfolio' | 'stays' | 'broken'
type ReadPdf = { pages: number; problem?: Problem; active?: Change[]; bytes?: Uint8Array }

const PDF = 'application/pdf'
const PATIENCE_MS = 15_000
const run = workshop('lib/applying/document/file-reader.mjs')
/** A reader looks for the header within this many bytes. */
const HEADER_WITHIN = 1024

const TOO_SLOW =
  'We received the file but could not read it in time, so we did not keep it. Please try again in a minute. If this happens again, print it to a PDF.'
const PROBLEMS: Record<Problem, string> = {
  password: 'The PDF needs a password to open. Save it without one, or print it to a PDF.',
  printing:
    'The PDF is protected against printing, and the committee has to print it. Save it without this protection.',
  xfa: 'This PDF is a form that only Adobe Reader can show. Open it there, choose Print, and print it to a PDF.',
  portfolio: 'This PDF is a portfolio of several files. Print what is in it to one PDF.',
  stays: 'The PDF holds a script that could not be removed. Print it to a PDF.',
  broken: 'The PDF is broken, or too complex to be opened. Export it again, or print it to a PDF.',
}

/**
 * What a file is by its content, whatever its name; how many pages it has (an image has one); and what to keep of it.
 * @throws PortalError 'invalid' with a sentence that names the limit and what the file has; 'too-many' if too many
 * wait, or the portal could not read the file in time
 */
export async function inspect(bytes: Uint8Array, kind: FileLimits, patienceMs = PATIENCE_MS): Promise<Inspected> {
  if (bytes.length === 0) refuse('The file is empty.')
  const header = headerOf(bytes)
  const type = (await fileTypeFromBuffer(bytes))?.mime ?? (header < 0 ? 'unknown' : PDF)
  const taken = kind.accept as string[]
  const converted = CONVERTED.includes(type) && taken.includes('image/jpeg')
  if (!taken.includes(type) && !converted) refuse(wayOut(type, bytes, taken))
  if (type !== PDF) return picture(bytes, type, converted, patienceMs)
  const found = await pdf(bytes, header, patienceMs)
  if (kind.maxPages && found.pages > kind.maxPages)
    refuse(`The file has ${found.pages} pages; the limit is ${kind.maxPages}.`)
  return found
}

export function tooLarge(kind: FileLimits): PortalError {
  return new PortalError('too-large', `The file is larger than ${formatBytes(kind.maxBytes)}, which is the limit.`)
}

function refuse(message: string): never {
  throw new PortalError('invalid', message)
}

async function pdf(bytes: Uint8Array, header: number, patienceMs: number): Promise<Inspected> {
  if (isCut(bytes)) refuse('The PDF is broken: its end is missing. Export it again.')
  const before = Buffer.from(bytes.subarray(0, header)).toString('latin1')
  const foreign = /[^\s\0\u00ef\u00bb\u00bf]/.test(before)
  const {
    pages,
    problem,
    active,
    bytes: made,
  } = await inTime((most) => run<ReadPdf>('pdf', [bytes, foreign], most), patienceMs, PROBLEMS.broken)
  if (problem) refuse(PROBLEMS[problem])
  return { type: PDF, pages, changes: active ?? [], ...(made && { bytes: made }) }
}

async function picture(bytes: Uint8Array, type: string, converted: boolean, patienceMs: number): Promise<Inspected> {
  const made = await inTime(
    (most) => run<{ type: string; bytes: Uint8Array }>('picture', [bytes, type], most),
    patienceMs,
    'The picture is broken or too large to be opened. Save it again, or take a smaller one.',
  )
  return { ...made, pages: 1, changes: converted ? ['converted'] : [] }
}

/**
 * The reader's findings; if it fails, the file cannot be opened. If it ends or is slow, the file gets another try with
 * more time, because the machine may be the cause; a second slow read counts only as slow.
 */
async function inTime<Found>(work: (patienceMs: number) => Promise<Found>, patienceMs: number, message: string) {
  try {
    return await work(patienceMs).catch((error) => {
      if (error instanceof WorkEnded) return work(2 * patienceMs)
      throw error
    })
  } catch (error) {
    if (error instanceof PortalError) throw error
    if (error instanceof WorkEnded && error.outOfTime) throw new PortalError('too-many', TOO_SLOW)
    return refuse(message)
  }
}

/** Where the PDF in a file begins; -1 if there is none. */
function headerOf(bytes: Uint8Array): number {
  return Buffer.from(bytes.subarray(0, HEADER_WITHIN + 5)).indexOf('%PDF-')
}

/**
 * The reader repairs what it can; a file without its end was cut off and may lack pages. Padding may follow the end.
 */
function isCut(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.lastIndexOf('%%EOF')
  return end < 0 || /\d\s+\d+\s+obj\b/.test(buffer.toString('latin1', end))
}
