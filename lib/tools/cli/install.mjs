/**
 * Runs before anything is installed: plain JavaScript, no dependency.
 * Shared by `npm run portal` and `npm test`.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
// A default import, because an old Node has no statfsSync and must get as far as saying that it is too old.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { handOver } from './runtime.mjs'

const { existsSync, readFileSync, statSync, writeFileSync } = fs

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')

const INSTALL_MB = 1400
const RUN_MB = 300
const OLDEST_NODE = [20, 12]

/** Ends the process with one line on standard error and exit code 1. */
export function fail(message) {
  console.error(`Cannot start: ${message}`)
  process.exit(1)
}

/** Throws when this Node is older than the project needs. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  throw new Error(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, this is ${version}. Install it from https://nodejs.org`,
  )
}

/** Throws when the disk that holds the project is nearly full. */
export function checkDisk(needed = RUN_MB, dir = root) {
  const { bavail, bsize } = fs.statfsSync(dir)
  const free = Math.floor((bavail * bsize) / 1024 / 1024)
  if (free < needed) throw new Error(`the disk of ${dir} is full: about ${needed} MB are needed, ${free} MB are free.`)
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
const marker = path.join(root, 'node_modules/.portal-lock')

function installed() {
  if (existsSync(marker) && readFileSync(marker, 'utf8') === lockHash()) return true
  // npm writes this file last, so it proves a finished `npm install` or `npm ci` by hand.
  const npmMark = path.join(root, 'node_modules/.package-lock.json')
  if (!existsSync(npmMark)) return false
  const slackMs = 10_000
  return statSync(npmMark).mtimeMs + slackMs >= statSync(path.join(root, 'package-lock.json')).mtimeMs
}

/**
 * Installs the dependencies when they are missing or the lock file changed.
 * Throws when npm fails (which prints its own output) or the disk is too full.
 */
export function ensureInstalled() {
  if (installed()) {
    note()
    return
  }
  checkDisk(INSTALL_MB)
  console.log('Installing dependencies (the first time takes a minute or two) ...')
  // The build needs development packages, so NODE_ENV=production must not leave them out.
  npm(['ci', '--include=dev'])
  note()
}

/**
 * Runs npm, the one that runs this command if there is one. Throws when it fails (which prints its own output).
 * @param {string[]} args  the first is npm's command
 */
export function npm(args, cwd = root) {
  const all = [...args, '--no-audit', '--no-fund', '--loglevel=error']
  const own = process.env.npm_execpath
  // Not this process's own Node: that may be one of the packages that npm replaces.
  const node = process.env.npm_node_execpath ?? process.execPath
  const options = { cwd, stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } }
  const result = own?.endsWith('npm-cli.js')
    ? spawnSync(node, [own, ...all], options)
    : spawnSync('npm', all, { ...options, shell: process.platform === 'win32' })
  if (result.status !== 0) throw new Error(`\`npm ${args[0]}\` failed, see above.`)
}

/** Before each commit, git has what is staged linted and the types checked (`check:staged`). Without git nothing happens. */
function installHook() {
  const hooks = path.join(root, '.git/hooks')
  if (process.env.CI || !existsSync(hooks) || existsSync(path.join(hooks, 'pre-commit'))) return
  spawnSync(process.execPath, [path.join(root, 'node_modules/simple-git-hooks/cli.js')], { cwd: root, stdio: 'ignore' })
}

/** A note for the next start. The folder of an image, or of another user, may be read-only, and is complete anyway. */
function note() {
  try {
    writeFileSync(marker, lockHash())
  } catch {}
}

/**
 * Checks Node, the disk and dependencies; then TypeScript modules may be imported. If this Node is older than the
 * portal's, the command continues in another process, and this one ends with it. Throws an Error with one line.
 */
export async function prepare() {
  checkNode()
  checkDisk()
  ensureInstalled()
  installHook()
  await handOver(path.join(root, 'node_modules'))
  process.chdir(root)
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  process.env.TSX_TSCONFIG_PATH = path.join(root, 'lib/tools/cli/tsconfig.json')
  const { register } = await import('tsx/esm/api')
  register({ tsconfig: process.env.TSX_TSCONFIG_PATH })
}
