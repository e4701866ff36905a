import { PortalError } from '@/lib/shared/errors'

/** What of a file was changed when it was taken. */
export const CHANGES = ['script', 'launch', 'attachment', 'media', 'foreign', 'converted'] as const
export type Change = (typeof CHANGES)[number]

/**
 * How it stands with a file's search for malware. 'waiting': the scanner could not be asked yet, and nobody opens the file;
 * 'infected': it held malware, and the store holds it no more.
 */
export type Scan = 'waiting' | 'clean' | 'infected'

type Searched = { scan?: Scan | null }

/** Whether nobody may open the file, its owner included. */
export const isHeld = ({ scan }: Searched) => scan === 'waiting' || scan === 'infected'

/** What is said beside a file that nobody may open; empty for all others. */
export function heldInWords({ scan }: Searched): string {
  if (scan === 'waiting') return 'It is being checked for malware, and can be opened once that is done.'
  return scan === 'infected' ? 'Malware was found in it, so it was removed.' : ''
}

/** @throws PortalError 'conflict' for a file that nobody may open */
export function requireOpen(file: Searched & { filename: string }): void {
  if (isHeld(file)) throw new PortalError('conflict', `${file.filename}: ${heldInWords(file)}`)
}

/** A file that is not taken. Nothing of it stays. */
export class Infected extends PortalError {
  constructor(readonly malware: string) {
    super(
      'invalid',
      `The file was refused: our scanner found malware in it (${malware}). Check your computer, and make the file anew on a clean one.`,
    )
  }
}
