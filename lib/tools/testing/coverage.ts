import { readdirSync } from 'node:fs'
import path from 'node:path'
import { open } from 'fontkit'
import { FOLDERS } from '@/lib/shared/pdf/fonts'

/** The characters of the project's fonts, from their own tables, as `font-coverage-ranges.ts` writes it. For tests. */
export async function coverage(): Promise<string> {
  const drawn = new Set<number>()
  for (const folder of FOLDERS)
    for (const file of readdirSync(folder).filter((name) => /\.(ttf|otf)$/.test(name))) {
      const font = await open(path.join(folder, file))
      if (!('characterSet' in font)) throw new Error(`${file} is more than one font.`)
      for (const code of font.characterSet) drawn.add(code)
    }
  const ranges: [number, number][] = []
  for (const code of [...drawn].sort((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else ranges.push([code, code])
  }
  let end = 0
  const steps = ranges.map(([from, to]) => {
    const step = [from - end, to - from].map((n) => n.toString(36))
    end = to
    return step[1] === '0' ? step[0] : step.join('-')
  })
  return steps.join(' ')
}
