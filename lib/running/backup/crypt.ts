import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { armor, Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption'
import { Problem } from '@/lib/shared/problem'

/**
 * Encryption with age. Files are encrypted to a public key, so that a machine that makes backups cannot open them. With
 * a passphrase, the first backup in a folder makes a key pair and keeps it there in `key.age`, under the passphrase.
 */
const KEY_FILE = 'key.age'

/** The stream encrypted to a public key; unchanged for null. */
export async function encrypted(stream: Readable, recipient: string | null): Promise<Readable> {
  if (recipient === null) return stream
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return Readable.fromWeb((await encrypter.encrypt(asWeb(stream))) as ReadableStream)
}

/** Decrypts the stream; `identity` is the secret key, null where it is not encrypted. An altered part rejects. */
export async function decrypted(stream: Readable, identity: string | null): Promise<Readable> {
  if (identity === null) return stream
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return Readable.fromWeb((await decrypter.decrypt(asWeb(stream))) as ReadableStream)
}

const asWeb = (stream: Readable) => Readable.toWeb(stream) as unknown as globalThis.ReadableStream<Uint8Array>

/**
 * The public key of a folder of backups; the first call makes its `key.age`. @throws Problem for a wrong passphrase.
 */
export async function recipientOf(folder: string, passphrase: string): Promise<string> {
  if (existsSync(path.join(folder, KEY_FILE))) return identityToRecipient(await identityOf(folder, passphrase))
  const identity = await generateIdentity()
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  const made = armor.encode(await encrypter.encrypt(`${identity}\n`))
  await writeFile(path.join(folder, `${KEY_FILE}.partial`), made, { mode: 0o600, flush: true })
  await rename(path.join(folder, `${KEY_FILE}.partial`), path.join(folder, KEY_FILE))
  return identityToRecipient(identity)
}

/** The secret key in `key.age`. @throws Problem for a wrong passphrase, or if there is no such file. */
export async function identityOf(folder: string, passphrase: string): Promise<string> {
  const kept = await readFile(path.join(folder, KEY_FILE), 'utf8').catch(() => {
    throw new Problem(`there is no ${KEY_FILE} in ${folder}: give the key's file by --identity.`)
  })
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  const text = await decrypter.decrypt(armor.decode(kept), 'text').catch(() => {
    throw new Problem(`the passphrase does not open ${path.join(folder, KEY_FILE)}.`)
  })
  return text.trim()
}

/** The secret key in a file from age-keygen. @throws Problem */
export async function identityIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const line = text.split('\n').find((line) => line.startsWith('AGE-SECRET-KEY-'))
  if (!line) throw new Problem(`there is no age key in ${file}.`)
  return line.trim()
}
