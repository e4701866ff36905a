import path from 'node:path'

/** The barest app that does what the portal does: what Next and PostgreSQL cost. Copied to .data/ and built there. */
export default {
  poweredByHeader: false,
  serverExternalPackages: ['postgres'],
  turbopack: { root: path.resolve(import.meta.dirname, '../..') },
}
