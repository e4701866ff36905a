import { giveActionKey, releaseId } from './lib/cli/release.mjs'

/** Headers on every answer but downloads, which have stricter ones. */
const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'SAMEORIGIN' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
  {
    key: 'Content-Security-Policy',
    value: [
      "default-src 'self'",
      // Next puts its data into inline scripts; everything else comes from this origin.
      `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ].join('; '),
  },
]

/** Nothing inside a file of a person's may run or load anything here. */
const fileHeaders = securityHeaders.map(({ key, value }) =>
  key === 'Content-Security-Policy'
    ? {
        key,
        value:
          "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'",
      }
    : { key, value },
)

/** Where files of persons' are answered. */
const FILES = ['/api/documents/:path*', '/api/letters/:path*', '/api/dossiers', '/api/applications/:id/dossier']

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
  headers: async () => [
    {
      source: '/((?!api/documents/|api/letters/|api/dossiers$|api/applications/[^/]+/dossier$).*)',
      headers: securityHeaders,
    },
    ...FILES.map((source) => ({ source, headers: fileHeaders })),
  ],
}

export default (phase) => {
  giveActionKey(phase)
  return config
}
