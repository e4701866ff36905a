import type * as Cipher from '../seal'

let here: typeof Cipher | null = null
let coming: Promise<typeof Cipher | null> | null = null

/** Null until it is loaded. */
export const cipher = () => here

/**
 * Gets the cipher, which most pages never need: it comes once something is typed, or where something kept waits to be opened.
 * Null if it does not come, as offline; the next call tries again.
 */
export function loadCipher(): Promise<typeof Cipher | null> {
  coming ??= import('../seal').then(
    (module) => {
      here = module
      return module
    },
    () => {
      coming = null
      return null
    },
  )
  return coming
}
