import { giveActionKey, releaseId } from './lib/cli/release.mjs'

/** Headers on every answer; those that differ from answer to answer are `proxy.ts`'s. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  generateBuildId: releaseId,
  reactStrictMode: true,
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
  ],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
}

export default (phase) => {
  giveActionKey(phase)
  return config
}
