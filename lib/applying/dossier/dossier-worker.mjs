import { readFile, rename, writeFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import path from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import sharp from 'sharp'
import workerpool from 'workerpool'
import { limitMemory } from '../../shared/memory-limit.mjs'
import { flattened } from '../../shared/pdf/flatten.mjs'
import { withPdf } from '../../shared/pdf/pdfium.mjs'

/** Runs in a separate process, see `lib/shared/workers.ts`; callers pass paths of files in one folder. */

/** A4 at about 200 dots an inch. */
const LONGEST = 2300
const MOST_PIXELS = 60_000_000
/** A folder that does not exist. */
const NOWHERE = path.resolve('/dossiers')
sharp.cache(false)
sharp.concurrency(1)

limitMemory(1000 * 1024 * 1024)
// Pages, which somebody waits for, go first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

/** Turns a picture upright and scales it to paper size, in place. */
async function shrink(file) {
  await sharp(file, { failOn: 'truncated', limitInputPixels: MOST_PIXELS, sequentialRead: true })
    .rotate()
    .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .jpeg({ quality: 80 })
    .toFile(`${file}.jpg`)
  await rename(`${file}.jpg`, file)
}

/** Renders the pages of a PDF as a viewer shows them, in place; returns the notes on them, see `flattened`. */
async function flatten(file) {
  const { bytes, notes } = await withPdf(await readFile(file), flattened)
  await writeFile(file, bytes)
  return notes
}

let compiler

/**
 * Typesets the template as `output` in the folder, with `files` of the folder. The compiler, which knows the fonts,
 * stays. It gets the files of one dossier, under the name of its folder, forgets them afterwards, and reads no others.
 */
async function compose(fontPaths, folder, mainFileContent, data, files, output) {
  compiler ??= NodeCompiler.create({ workspace: NOWHERE, fontArgs: [{ fontPaths }] })
  const name = path.basename(folder)
  try {
    for (const file of files)
      compiler.mapShadow(path.join(NOWHERE, name, file), await readFile(path.join(folder, file)))
    const pdf = compiler.pdf({ mainFileContent, inputs: { data, folder: `/${name}` } })
    await writeFile(path.join(folder, output), pdf)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
    setImmediate(() => globalThis.gc?.())
  }
}

workerpool.worker({ shrink, flatten, compose })
