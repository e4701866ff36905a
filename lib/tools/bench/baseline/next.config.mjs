import path from 'node:path'

/** The barest app that does the same: the cost of Next and PostgreSQL themselves. Copied to .data/ and built there. */
export default {
  poweredByHeader: false,
  serverExternalPackages: ['postgres'],
  turbopack: { root: path.resolve(import.meta.dirname, '../..') },
}
