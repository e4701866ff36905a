#!/usr/bin/env node
/** Twenty invented people apply at a running demonstration: `npm run applicants -- http://localhost:3000`. */
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const base = process.argv[2] ?? 'http://localhost:3000'
  const { applicants } = await import('../testing/applicants/index.ts')
  const { applyAs } = await import('../testing/apply.ts')
  for (const applicant of applicants) {
    const { number, email } = await applyAs(applicant, base)
    console.log(`${number}  ${email}`)
  }
} catch (error) {
  fail(error?.message ?? String(error))
}
