import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import { partsOf } from '@/lib/applying/deadline/rules'
import { callDefinitionSchema } from '@/lib/call/definition'
import { phdAnswers } from '@/lib/tools/testing/answers'
import { changesBetween } from './changes'
import { deadlineProblem, proposedDeadline } from './rules'

test('the proposed last day is a number of days from now, in the Call’s time zone', () => {
  // 23:30 in Beijing is still the same day there, and later in the day than in UTC.
  const at = proposedDeadline(new Date('2021-04-05T16:30:00Z'), 7, 'Asia/Shanghai')
  expect(partsOf(at, 'Asia/Shanghai')).toEqual({ day: '13', month: '4', year: '2021', time: '23:59' })
})

test('the last day must be a real day in the near future', () => {
  const now = new Date('2021-04-05T00:00:00Z')
  expect(deadlineProblem(null, now)).toMatch(/no such day/)
  expect(deadlineProblem(now, now)).toMatch(/in the future/)
  expect(deadlineProblem(new Date('2121-04-05T00:00:00Z'), now)).toMatch(/more than a year/)
  expect(deadlineProblem(new Date('2021-04-06T00:00:00Z'), now)).toBeNull()
})

test('the changes between two submissions list exactly what changed', () => {
  const definition = callDefinitionSchema.parse(call2021)
  const aFile = (kind: string, sha256: string, filename = `${kind}.pdf`) => ({
    id: sha256,
    kind,
    filename,
    type: 'application/pdf',
    size: 9,
    pages: 1,
    sha256,
  })
  const before = { answers: phdAnswers, references: [], documents: [aFile('cv', 'a'), aFile('passport', 'b')] }
  const degrees = [{ ...(phdAnswers.education!.degrees as object[])[0], subject: 'Geology' }]
  const after = {
    answers: {
      ...phdAnswers,
      personal: { ...phdAnswers.personal, phone: '+251 11 555 0199' },
      education: { ...phdAnswers.education, degrees },
    },
    references: [],
    documents: [aFile('passport', 'c', 'sharper.pdf'), aFile('cv', 'a')],
  }
  const { answers, files } = changesBetween({ ...before, definition }, { ...after, definition })
  expect(answers.map(({ section, label, before, after }) => [section, label, before, after])).toEqual([
    ['Personal details', 'Telephone number', '+251 11 555 0100', '+251 11 555 0199'],
    ['Education', expect.stringMatching(/1: /), 'Physics', 'Geology'],
  ])
  expect(files).toEqual([{ key: 'passport', label: 'Passport', before: ['passport.pdf'], after: ['sharper.pdf'] }])
  expect(changesBetween({ ...before, definition }, { ...before, definition })).toEqual({ answers: [], files: [] })
})
