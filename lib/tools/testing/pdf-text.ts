import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { extractText, getDocumentProxy } from 'unpdf'

export type ReadPdf = { bytes: Buffer; pages: string[]; all: string; bookmarks: string[] }

/** A PDF as a reader sees it: the text of each page, without line ends, and its bookmarks. */
export async function readPdf(stream: Readable): Promise<ReadPdf> {
  const bytes = await buffer(stream)
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const { text } = await extractText(document, { mergePages: false })
  const pages = text.map((page) => page.replace(/\s+/g, ' '))
  const outline = (await document.getOutline()) ?? []
  return { bytes, pages, all: pages.join('\n'), bookmarks: outline.map(({ title }) => title) }
}
