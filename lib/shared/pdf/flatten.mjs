import { activeIn } from './active-content.mjs'
import { textOf, withPage, written } from './pdfium.mjs'

/** PDFium's numbers for kinds of annotations. */
const TEXT = 1
const LINK = 2
const FREE_TEXT = 3
const STAMP = 13
const POPUP = 16
const WIDGET = 20
const NAMES = { 13: 'Stamp', 17: 'Attached file', 18: 'Sound', 19: 'Film', 21: 'Screen', 25: '3D model', 26: 'Film' }
const HIDDEN = 2 | 32
/** The kinds of fields that are lists or text. */
const TYPED = [4, 5, 6]
const WITH_ANNOTATIONS = 1
/** What PDFium's own fonts can draw. */
const DRAWN = /^[\t\n\r -~\u00a1-\u00ff]*$/

/**
 * The document as a viewer shows and prints it: annotations become part of the pages, and everything else goes, so the
 * result has no form, script, attachment or password.
 * @returns {{ bytes: Uint8Array, notes: { page: number, what: string, text: string }[] }} `notes` are the comments,
 *   which a viewer shows on a click, and what could not be drawn.
 */
export function flattened(lib, document) {
  const notes = []
  const info = lib.PDFiumExt_OpenFormFillInfo()
  const form = lib.PDFiumExt_InitFormFillEnvironment(document, info)
  try {
    makeFlat(lib, document, form, notes)
  } finally {
    lib.PDFiumExt_ExitFormFillEnvironment(form)
    lib.PDFiumExt_CloseFormFillInfo(info)
  }
  const out = lib.FPDF_CreateNewDocument()
  try {
    if (!lib.FPDF_ImportPages(out, document, '', 0)) throw new Error('broken')
    return { bytes: written(lib, out), notes }
  } finally {
    lib.FPDF_CloseDocument(out)
  }
}

function makeFlat(lib, document, form, notes) {
  const pages = lib.FPDF_GetPageCount(document)
  const redraw = lib.FPDF_GetFormType(document) !== 0 && activeIn(written(lib, document)).redraw
  for (let index = 0; index < pages; index++)
    withPage(lib, document, index, (page) => {
      const count = lib.FPDFPage_GetAnnotCount(page)
      if (count === 0) return
      const bare = new Set()
      each(lib, page, count, (annotation, at) => lib.EPDFAnnot_HasAppearanceStream(annotation, 0) || bare.add(at))
      draw(lib, page)
      each(lib, page, count, (annotation, at) => {
        const note = noteOf(lib, form, annotation, { bare: bare.has(at), redraw })
        if (note) notes.push({ page: index + 1, ...note })
      })
      lib.FPDFPage_Flatten(page, 0)
    })
}

function each(lib, page, count, use) {
  for (let at = 0; at < count; at++) {
    const annotation = lib.FPDFPage_GetAnnot(page, at)
    if (!annotation) continue
    use(annotation, at)
    lib.FPDFPage_CloseAnnot(annotation)
  }
}

/** Drawing a page creates the missing appearances, at any size. */
function draw(lib, page) {
  const bitmap = lib.FPDFBitmap_Create(8, 8, 0)
  lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 8, 8, 0, WITH_ANNOTATIONS)
  lib.FPDFBitmap_Destroy(bitmap)
}

/** The note on an annotation. `bare`: it came without an appearance; `redraw`: its appearance is out of date. */
function noteOf(lib, form, annotation, { bare, redraw }) {
  const subtype = lib.FPDFAnnot_GetSubtype(annotation)
  if (subtype === LINK || subtype === POPUP || lib.FPDFAnnot_GetFlags(annotation) & HIDDEN) return null
  const string = (key) => textOf(lib, (memory, length) => lib.FPDFAnnot_GetStringValue(annotation, key, memory, length))
  if (subtype === WIDGET) {
    const field = (give) => textOf(lib, (memory, length) => lib[give](form, annotation, memory, length))
    // A field outside the form's list holds its own value.
    const value = field('FPDFAnnot_GetFormFieldValue') || string('V')
    const typed = TYPED.includes(lib.FPDFAnnot_GetFormFieldType(form, annotation))
    if (!(bare || (redraw && typed)) || !value || value === 'Off') return null
    if (bare || DRAWN.test(value)) lib.EPDFAnnot_GenerateFormFieldAP(annotation)
    const drawn = lib.EPDFAnnot_HasAppearanceStream(annotation, 0) && DRAWN.test(value)
    return drawn ? null : { what: `Field ${field('FPDFAnnot_GetFormFieldName') || string('T')}`.trim(), text: value }
  }
  const text = string('Contents')
  if (subtype === FREE_TEXT) return bare && !DRAWN.test(text) ? { what: 'Text', text } : null
  const shown = lib.EPDFAnnot_HasAppearanceStream(annotation, 0)
  if (!shown && NAMES[subtype]) return { what: `${NAMES[subtype]}, not shown`, text: text || string('Name') }
  return text ? { what: subtype === TEXT || subtype === STAMP ? 'Comment' : 'Comment on a mark', text } : null
}
