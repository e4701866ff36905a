import { PortalError } from '@/lib/shared/errors'
import { log } from '@/lib/shared/log/log'
import { workshop } from '@/lib/shared/workers'
import { FOLDERS } from './fonts'

const PATIENCE_MS = 20_000
const run = workshop('lib/shared/pdf/typst-worker.mjs')

/**
 * Typesets a document in Typst with our fonts; `inputs` are its `sys.inputs`.
 * @throws PortalError if it takes too long
 */
export async function typeset(source: string, inputs: Record<string, string>): Promise<Buffer> {
  return Buffer.from(await work<Uint8Array>(source, inputs, 'pdf'))
}

/** The same as one SVG of all pages, with letters as outlines. */
export function typesetSvg(source: string, inputs: Record<string, string>): Promise<string> {
  return work<string>(source, inputs, 'svg')
}

async function work<Result>(source: string, inputs: Record<string, string>, format: 'pdf' | 'svg'): Promise<Result> {
  try {
    return await run<Result>('typeset', [FOLDERS, source, inputs, format], PATIENCE_MS)
  } catch (error) {
    log.error({ err: error }, 'A PDF could not be set.')
    throw new PortalError('invalid', 'The PDF could not be made. Please try again in a moment.')
  }
}
