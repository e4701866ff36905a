import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import workerpool from 'workerpool'

let compiler

/** Runs in a separate process, see `lib/shared/workers.ts`. Reads a font's file only when a character needs it. */
function typeset(fontPaths, mainFileContent, inputs, format) {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontPaths }] })
  const document = { mainFileContent, inputs }
  const result = format === 'svg' ? compiler.plainSvg(document) : compiler.pdf(document)
  // Otherwise its cache of former documents would grow without end.
  compiler.evictCache(10)
  return result
}

workerpool.worker({ typeset })
