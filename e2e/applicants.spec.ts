import { expect, test } from '@playwright/test'
import { applicants, nameOf } from '@/lib/tools/testing/applicants'
import { applyAs } from '@/lib/tools/testing/apply'
import { database } from './pages/applicant'

test('twenty people from twenty countries apply with the requests of a browser', async ({ baseURL }) => {
  test.slow()
  expect(new Set(applicants.map((applicant) => applicant.country)).size).toBe(20)
  const results = []
  for (const applicant of applicants) results.push(await applyAs(applicant, baseURL!))
  expect(new Set(results.map(({ number }) => number)).size).toBe(20)
  const sql = database()
  const rows = await sql`
    select a.id, a.state, p.name, (select count(*)::int from documents d where d.application_id = a.id) as documents
    from applications a join people p on p.id = a.person_id where a.id in ${sql(results.map(({ id }) => id))}`
  await sql.end()
  expect(rows.every((row) => row.state === 'submitted' && row.documents >= 7)).toBe(true)
  expect(rows.map((row) => row.name).sort()).toEqual(applicants.map(nameOf).sort())
})
