import { xchacha20poly1305 } from '@noble/ciphers/chacha'
import { managedNonce } from '@noble/ciphers/webcrypto'
import { base64ToBytes, bytesToBase64 } from './base64'

/**
 * Encrypts what the browser keeps (XChaCha20-Poly1305, a random nonce each time). Not by WebCrypto: that is missing where
 * the portal is served over plain HTTP on a local network, and it cannot finish while a page is being left.
 * `key`: 32 bytes in base64. `name`: what the text is kept under; a text that is moved to another name cannot be opened.
 */
export function seal(key: string, name: string, text: string): string {
  return bytesToBase64(cipherOf(key, name).encrypt(encoder.encode(text)))
}

/** The text again; null for one of another key, of another name, or altered. */
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
