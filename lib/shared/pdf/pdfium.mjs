import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { init } from '@embedpdf/pdfium'

/** PDFium, Chrome's PDF reader, as WebAssembly. Use it only in separate processes: a malicious file may break it. */

/** Its memory grows and never shrinks: beyond this limit it refuses a document, and the next one gets a new memory. */
const MOST_MEMORY = 192 * 1024 * 1024
const PASSWORD = 4
let loaded

async function pdfium() {
  if (loaded && loaded.pdfium.HEAPU8.length > MOST_MEMORY) loaded = undefined
  if (!loaded) {
    const file = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
    loaded = await init({ wasmBinary: await readFile(file) })
    loaded.PDFiumExt_Init()
  }
  return loaded
}

/**
 * Opens a PDF with the empty password while `use` works on it.
 * @throws Error 'password' or 'broken'
 */
export async function withPdf(bytes, use) {
  const lib = await pdfium()
  const { malloc, free } = lib.pdfium.wasmExports
  let memory = 0
  let document = 0
  try {
    memory = malloc(bytes.length)
    lib.pdfium.HEAPU8.set(bytes, memory)
    document = lib.FPDF_LoadMemDocument(memory, bytes.length, '')
    if (!document) throw new Error(lib.FPDF_GetLastError() === PASSWORD ? 'password' : 'broken')
    if (lib.pdfium.HEAPU8.length > MOST_MEMORY) throw new Error('broken')
    return await use(lib, document)
  } catch (error) {
    // After a crash neither the instance nor its memory can be used again.
    if (error instanceof WebAssembly.RuntimeError) loaded = undefined
    throw error
  } finally {
    if (loaded === lib) {
      if (document) lib.FPDF_CloseDocument(document)
      free(memory)
    }
  }
}

/** Opens a page for `use`, then closes it. @throws Error 'broken' if there is no such page */
export function withPage(lib, document, index, use) {
  const page = lib.FPDF_LoadPage(document, index)
  if (!page) throw new Error('broken')
  try {
    return use(page)
  } finally {
    lib.FPDF_ClosePage(page)
  }
}

/** The document written anew: every object separate, its dictionaries as plain text. */
export function written(lib, document) {
  const writer = lib.PDFiumExt_OpenFileWriter()
  let memory = 0
  try {
    lib.PDFiumExt_SaveAsCopy(document, writer)
    const size = lib.PDFiumExt_GetFileWriterSize(writer)
    memory = lib.pdfium.wasmExports.malloc(size)
    lib.PDFiumExt_GetFileWriterData(writer, memory, size)
    return lib.pdfium.HEAPU8.slice(memory, memory + size)
  } finally {
    if (memory) lib.pdfium.wasmExports.free(memory)
    lib.PDFiumExt_CloseFileWriter(writer)
  }
}

/** Reads a UTF-16 text from PDFium through a function that takes a buffer and its length in bytes. */
export function textOf(lib, give) {
  const length = give(0, 0)
  if (length <= 2) return ''
  const memory = lib.pdfium.wasmExports.malloc(length)
  try {
    give(memory, length)
    return Buffer.from(lib.pdfium.HEAPU8.slice(memory, memory + length - 2)).toString('utf16le')
  } finally {
    lib.pdfium.wasmExports.free(memory)
  }
}
