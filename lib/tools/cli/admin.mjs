#!/usr/bin/env node
/** Makes an admin: `npm run admin -- invite ada@example.org "Ada Mensah"`. */
import { fail, prepare } from './install.mjs'

const HELP = `npm run admin -- invite ADDRESS NAME    invite somebody as an admin of all Calls, by mail

The first admin of a new installation comes so; all others are invited at /admin/people. Start the portal once before, and
give DATABASE_URL, NEXTAUTH_SECRET and NEXTAUTH_URL as it has them. Again for the same address, it sends the invitation
once more. Where no SMTP_URL is given, the link is printed too.`

if (process.argv.includes('--help')) {
  console.log(HELP)
  process.exit(0)
}

try {
  await prepare()
  const { runAdmin } = await import('./run-admin.ts')
  await runAdmin(process.argv.slice(2))
  process.exit(0)
} catch (error) {
  fail(error?.message ?? String(error))
}
