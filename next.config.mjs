import { giveActionKey, releaseId } from './lib/shared/release.mjs'

/** Headers on every answer; what differs from page to page is `proxy.ts`'s. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Permitted-Cross-Domain-Policies', value: 'none' },
]

/** Nothing inside a file of a person's, or in any other answer that is no page, may run or load anything here. */
const dataPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self'",
  "object-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')

/** What a script or style sheet of the portal's own says. */
const FOR_SCRIPTS = ['X-Content-Type-Options', 'Cross-Origin-Resource-Policy']

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
  ],
  headers: async () => [
    { source: '/((?!_next/static/).*)', headers: securityHeaders },
    // A page loads a dozen of these, and the rest is about pages.
    { source: '/_next/static/:path*', headers: securityHeaders.filter(({ key }) => FOR_SCRIPTS.includes(key)) },
    { source: '/api/:path*', headers: [{ key: 'Content-Security-Policy', value: dataPolicy }] },
  ],
}

export default (phase) => {
  giveActionKey(phase)
  return config
}
