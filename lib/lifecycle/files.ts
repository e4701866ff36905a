import { PortalError } from '@/lib/shared/errors'

/** What the portal changed in a file on receipt. */
export const CHANGES = ['script', 'launch', 'attachment', 'media', 'foreign', 'converted'] as const
export type Change = (typeof CHANGES)[number]

/**
 * The state of a file's malware scan. 'waiting': the scanner has not answered yet, and nobody can open the file;
 * 'infected': it held malware, and the store no longer has it.
 */
export type Scan = 'waiting' | 'clean' | 'infected'

type Searched = { scan?: Scan | null }

/** Whether nobody may open the file, not even its owner. */
export const isHeld = ({ scan }: Searched) => scan === 'waiting' || scan === 'infected'

/** The note beside a file that nobody may open; empty for all others. */
export function heldInWords({ scan }: Searched): string {
  if (scan === 'waiting') return 'We are checking it for malware. It can be opened when that is done.'
  return scan === 'infected' ? 'We found malware in it, so we removed it.' : ''
}

/** @throws PortalError 'conflict' for a file that nobody may open */
export function requireOpen(file: Searched & { filename: string }): void {
  if (isHeld(file)) throw new PortalError('conflict', `${file.filename}: ${heldInWords(file)}`)
}

/** A file that the portal refuses. It keeps nothing of it. */
export class Infected extends PortalError {
  constructor(readonly malware: string) {
    super(
      'invalid',
      `The file was refused: our scanner found malware in it (${malware}). Check your computer, and make the file again on a clean one.`,
    )
  }
}
