import { Buffer } from 'node:buffer'

/** Names in the format for things that act when a person opens or clicks a PDF. */
const ACTIVE = {
  script: /\/JavaScript\b/,
  launch: /\/(Launch|SubmitForm|ImportData|GoToR|GoToE)\b/,
  attachment: /\/(EmbeddedFiles?|EF)\b/,
  media: /\/(RichMedia|Rendition|Movie|Sound|3D)\b/,
}

/**
 * Finds these in a PDF that PDFium has written: it leaves no packed dictionaries, no alternative spellings and no
 * unescaped line ends. `redraw`: the form says that its fields look different from their stored appearance.
 * @returns {{ active: (keyof ACTIVE)[], portfolio: boolean, redraw: boolean }}
 */
export function activeIn(bytes) {
  const text = dictionariesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length))
  return {
    active: Object.keys(ACTIVE).filter((kind) => ACTIVE[kind].test(text)),
    portfolio: /\/Type\/Catalog\b/.test(text) && /\/Collection\b/.test(text),
    redraw: /\/NeedAppearances true\b/.test(text),
  }
}

/** A written PDF without the content of its streams and texts. */
function dictionariesOf(bytes) {
  const parts = []
  for (let at = 0; ; ) {
    const start = bytes.indexOf('>>stream\r\n', at, 'latin1')
    parts.push(bytes.toString('latin1', at, start < 0 ? bytes.length : start))
    const end = start < 0 ? -1 : bytes.indexOf('endstream', start, 'latin1')
    if (end < 0) break
    at = end
  }
  return parts.join('\n').replace(/\((?:\\[\s\S]|[^\\()])*\)/g, '()')
}
