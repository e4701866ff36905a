import type * as Cipher from '../seal'

let here: typeof Cipher | null = null
let coming: Promise<typeof Cipher | null> | null = null

/** Null until it is loaded. */
export const cipher = () => here

/**
 * Loads the cipher once somebody types, or once kept text waits to be opened; most pages never need it. Null if loading
 * fails, for instance offline; the next call tries again.
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
