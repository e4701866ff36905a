import { getDocumentProxy } from 'unpdf'
import workerpool from 'workerpool'

/** Runs in a process of its own, see `lib/workers.ts`. */
async function read(bytes) {
  try {
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 })
    const pages = document.numPages
    // Reading the first and the last page finds most damage.
    await document.getPage(1)
    await document.getPage(pages)
    return { pages, protected: (await document.getPermissions()) !== null }
  } catch (error) {
    return { pages: 0, protected: error?.name === 'PasswordException' }
  }
}

workerpool.worker({ read })
