#!/usr/bin/env node
/** Twenty invented people apply at a running demonstration: `npm run applicants -- http://localhost:3000`. */
import { fail, prepare } from './install.mjs'

try {
  await prepare()
  const base = process.argv[2] ?? 'http://localhost:3000'
  const { applicants } = await import('../testing/applicants/index.ts')
  const { applyAs, PASSWORD } = await import('../testing/apply.ts')
  const answers = await fetch(`${base}/api/health/ready`).then(
    (response) => response.ok,
    () => false,
  )
  if (!answers) throw new Error(`no portal answers at ${base}. Start it first: npm run portal`)
  for (const applicant of applicants) {
    const { number, email } = await applyAs(applicant, base)
    console.log(`${number}  ${email}`)
  }
  console.log(`Their password: ${PASSWORD}`)
  // The process that made their papers would keep this one alive.
  process.exit(0)
} catch (error) {
  fail(error?.message ?? String(error))
}
