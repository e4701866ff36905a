import { xchacha20poly1305 } from '@noble/ciphers/chacha'
import { managedNonce } from '@noble/ciphers/webcrypto'
import { base64ToBytes, bytesToBase64 } from './base64'

/**
 * Encrypts what the browser keeps (XChaCha20-Poly1305, a random nonce each time). WebCrypto will not do: it is missing
 * where the portal runs over plain HTTP on a local network, and it cannot finish while the person leaves the page.
 * `key`: 32 bytes in base64. `name`: the name of the kept text; text moved to another name does not open.
 */
export function seal(key: string, name: string, text: string): string {
  return bytesToBase64(cipherOf(key, name).encrypt(encoder.encode(text)))
}

/** Decrypts the text; null if it has another key or name, or was altered. */
export function unseal(key: string, name: string, sealed: string): string | null {
  try {
    return decoder.decode(cipherOf(key, name).decrypt(base64ToBytes(sealed)))
  } catch {
    return null
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()
const cipherOf = (key: string, name: string) =>
  managedNonce(xchacha20poly1305)(base64ToBytes(key), encoder.encode(name))
