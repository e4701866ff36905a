import { readFile, rename, writeFile } from 'node:fs/promises'
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
sharp.cache(false)
sharp.concurrency(1)

limitMemory(1000 * 1024 * 1024)

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

/** Typesets the template as `output` in the folder with its files. */
async function compose(fontPaths, folder, mainFileContent, data, output) {
  // A compiler keeps all files that it reads: each dossier gets a new one, so that the memory is freed.
  let compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths }] })
  try {
    await writeFile(path.join(folder, output), compiler.pdf({ mainFileContent, inputs: { data } }))
  } finally {
    compiler.evictCache(0)
    compiler = undefined
    setImmediate(() => globalThis.gc?.())
  }
}

workerpool.worker({ shrink, flatten, compose })
