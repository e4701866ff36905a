import { giveActionKey, releaseId } from './lib/shared/release.mjs'

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // By lib/shared/http/compress.ts.
  compress: false,
  generateBuildId: releaseId,
  reactStrictMode: true,
  // `npm test` checks the types once, for the tests too; each commit does as well.
  typescript: { ignoreBuildErrors: true },
  typedRoutes: false,
  serverExternalPackages: [
    '@node-rs/argon2',
    'graphile-worker',
    'sharp',
    '@myriaddreamin/typst-ts-node-compiler',
    'postgres',
    'workerpool',
    'next-auth',
    'mailauth',
    'prom-client',
    'compression',
    'light-my-request',
    'negotiator',
  ],
}

export default (phase) => {
  giveActionKey(phase)
  return config
}
