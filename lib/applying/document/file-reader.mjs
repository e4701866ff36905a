import workerpool from 'workerpool'
import { limitMemory } from '../../shared/memory-limit.mjs'
import { activeIn } from '../../shared/pdf/active-content.mjs'
import { flattened } from '../../shared/pdf/flatten.mjs'
import { withPage, withPdf, written } from '../../shared/pdf/pdfium.mjs'
import { asPicture } from './picture.mjs'

/** Runs in a separate process, see `lib/shared/workers.ts`. */

limitMemory(700 * 1024 * 1024)

const MAY_PRINT = 4
const DYNAMIC_XFA = 2
/** It counts pages beyond this number, but does not look at them. */
const MOST_PAGES = 300

/**
 * Describes a PDF. `problem` says why the portal refuses it; `active` lists what may run or lead out of it, and `bytes`
 * are the same pages without that. `foreign`: other data stand before the document; they go too.
 * @returns {{ pages: number, problem?: string, active?: string[], bytes?: Uint8Array }}
 */
async function pdf(given, foreign) {
  try {
    return await withPdf(given, (lib, document) => {
      const pages = lib.FPDF_GetPageCount(document)
      const problem = (name) => ({ pages, problem: name })
      if (pages === 0) return problem('broken')
      if (!(lib.FPDF_GetDocPermissions(document) & MAY_PRINT)) return problem('printing')
      if (lib.FPDF_GetFormType(document) === DYNAMIC_XFA) return problem('xfa')
      const { active, portfolio } = activeIn(written(lib, document))
      if (portfolio) return problem('portfolio')
      for (let index = 0; index < Math.min(pages, MOST_PAGES); index++) withPage(lib, document, index, () => {})
      if (foreign) active.push('foreign')
      if (active.length === 0) return { pages, active }
      const { bytes } = flattened(lib, document)
      return activeIn(bytes).active.length > 0 ? problem('stays') : { pages, active, bytes }
    })
  } catch (error) {
    return { pages: 0, problem: error?.message === 'password' ? 'password' : 'broken' }
  }
}

workerpool.worker({ pdf, picture: asPicture })
