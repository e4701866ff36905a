import { settings } from '@/lib/shared/settings'
import { diskStorage } from './disk'
import type { Storage } from './storage'

export type { Storage } from './storage'

let chosen: Promise<Storage> | undefined

/** The storage that the configuration names: local disk, or any S3-compatible store. */
export function storage(): Promise<Storage> {
  chosen ??= (async () => {
    const { FILES, FILES_DIR } = settings()
    if (FILES === 'disk') return diskStorage(FILES_DIR)
    const { s3Storage } = await import('./s3')
    return s3Storage(settings())
  })()
  return chosen
}
