import { accessSync, constants, mkdirSync } from 'node:fs'
import { faultsOf } from '@/lib/shared/settings'
import type { Options } from './options'

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/

type Environment = Record<string, string | undefined>

const NEEDED = ['DATABASE_URL', 'NEXTAUTH_SECRET']

/**
 * Errors in the given settings, one per line: everything that can be known before asking the database. `environment`
 * has the launcher's defaults for missing ones.
 */
export function settingsFaults(environment: Environment, { serve, embedded }: Options): string[] {
  // The address of the embedded server is known once it runs.
  const own: Environment = embedded ? { DATABASE_URL: 'postgres://embedded' } : {}
  const { DATABASE_URL, NEXTAUTH_URL, FILES, FILES_DIR } = { ...environment, ...own }
  const faults = faultsOf({ ...environment, ...own })
    // Settings missing in production already have their error.
    .filter((fault) => !NEEDED.some((name) => fault.startsWith(name) && !environment[name]))
    .map((fault) => `${fault.replace(/\.$/, '')}.`)
  if (DATABASE_URL && !URL.canParse(DATABASE_URL))
    faults.push('DATABASE_URL must be like postgres://user:password@host:5432/database.')
  if (serve && NEXTAUTH_URL && isOpen(NEXTAUTH_URL))
    faults.push(`NEXTAUTH_URL must begin with https: passwords would go through the network as they are typed.`)
  if (FILES !== 's3') faults.push(...folderFaults(FILES_DIR || '.data/files'))
  return faults
}

/** Warnings about what the portal does and may not be meant to do, one per line. */
export function settingsWarnings({ host, port, serve, demo }: Options): string[] {
  if (LOOPBACK.test(host)) return []
  const where = `${['0.0.0.0', '::'].includes(host) ? 'every address of this machine' : host}, port ${port}`
  if (demo)
    return [
      `Warning: the demonstration is open to the network (${where}): everybody knows the password of its accounts.`,
    ]
  if (serve)
    return [
      `Warning: plain HTTP is served on ${where}: let only the proxy that has TLS reach it, or set HOST=127.0.0.1.`,
    ]
  return []
}

/** A public address without TLS; only this machine itself may do without. */
function isOpen(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !LOOPBACK.test(hostname)
}

function folderFaults(folder: string): string[] {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return []
  } catch (error) {
    return [`FILES_DIR: files cannot be kept in ${folder} (${(error as NodeJS.ErrnoException).code}).`]
  }
}
