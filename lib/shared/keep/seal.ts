import { xchacha20poly1305 } from '@noble/ciphers/chacha'
import { managedNonce } from '@noble/ciphers/webcrypto'

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

/** `btoa` takes one character per byte. Spreading a long text into one call would pass too many arguments. */
function bytesToBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** @throws DOMException if the text is not base64 */
function base64ToBytes(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
}
