/** What identifies a release. Plain JavaScript, for Next's configuration and the launcher. */
import { createHash, hkdfSync } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const SOURCES = ['app', 'lib', 'db', 'public']
const FILES = ['package-lock.json', 'next.config.mjs', 'tsconfig.json', '.postcssrc.json', 'instrumentation.ts']
const NOT_BUILT = /\.(test\.tsx?|md)$|^lib[/\\]tools[/\\](bench|drill|fill|testing)[/\\]/

/** The build's id: a hash of all its sources, so that machines that build the same sources agree on it. */
export function releaseId() {
  const hash = createHash('sha256')
  const found = SOURCES.filter((dir) => existsSync(dir)).flatMap((dir) =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => !NOT_BUILT.test(file)),
  )
  // Windows separates folders differently.
  const names = [...found, ...FILES.filter((file) => existsSync(file))].map((name) => name.replaceAll(path.sep, '/'))
  for (const name of names.sort()) hash.update(name).update('\0').update(readFileSync(name)).update('\0')
  return hash.digest('hex').slice(0, 24)
}

/**
 * Gives Next the key of server actions. A build derives the actions' ids from it: this key is public and the same for
 * every build, so that a form opened before an update still reaches its action. A server encrypts an action's closure
 * with a key of its own, derived from NEXTAUTH_SECRET and so the same for all instances. A key from the operator serves
 * both.
 * @param {string} phase  Next's word for what it is about to do
 */
export function giveActionKey(phase) {
  const name = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY'
  if (process.env[name] && !process.env.PORTAL_ACTION_KEY) return
  const { NEXTAUTH_SECRET } = process.env
  if (phase === 'phase-production-build') process.env[name] = derived('ids of server actions')
  else if (phase === 'phase-production-server' && NEXTAUTH_SECRET) process.env[name] = derived(NEXTAUTH_SECRET)
  else return
  // The build's own programs read the configuration too, and find the key here.
  process.env.PORTAL_ACTION_KEY = 'derived'
}

/** 256 bits for AES-GCM, as Next expects. */
const derived = (secret) => Buffer.from(hkdfSync('sha256', secret, '', 'server actions', 32)).toString('base64')
