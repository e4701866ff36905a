import { expect, test } from 'vitest'
import { listAsCsv } from './csv'
import type { Candidate } from './queries'

const candidate: Candidate = {
  id: 'x',
  number: 'ANSO-2021-P-00001',
  name: '=HYPERLINK("http://evil")',
  title: '+1, "quoted"',
  country: 'NG',
  state: 'under-review',
  score: 7.256,
  reviewsIn: 2,
  rank: 1,
  reason: null,
  decided: true,
}

test('a formula is text in a spreadsheet, and Excel reads the file as UTF-8', () => {
  const csv = listAsCsv([candidate, { ...candidate, name: '李明', rank: null, reason: '@late' }])
  const [head, first, second] = csv.split('\r\n')
  expect(head).toMatch(/^\uFEFFRank,Number,Name/)
  expect(first).toBe(
    `1,ANSO-2021-P-00001,"'=HYPERLINK(""http://evil"")","'+1, ""quoted""",Nigeria,under-review,7.26,2,`,
  )
  expect(second).toContain('not nominated,ANSO-2021-P-00001,李明')
  expect(second).toMatch(/,'@late$/)
})
