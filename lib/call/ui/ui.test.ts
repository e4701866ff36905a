import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentKind } from '@/lib/call/definition'
import { count, formatBytes, formatDate, formatInstant, zoneName } from '@/lib/shared/format/format'
import { conditionText, documentLimits } from './definition-words'
import { searchInstitutions } from './institution-search'
import { keyDatesOf, nextDate } from './key-dates'
import { phase } from './phase'
import { remaining } from './remaining'
import { sampleCall } from './sample-call'
import { stepsOf } from './steps'

describe('dates in words', () => {
  it('says an instant in the zone asked for', () => {
    expect(formatInstant('2030-03-31T23:59:59+08:00', 'Asia/Shanghai')).toBe('31 March 2030, 23:59')
    expect(formatInstant('2030-03-31T23:59:59+08:00', 'UTC')).toBe('31 March 2030, 15:59')
  })

  it('says a date, which has no zone, as it stands', () => expect(formatDate('1991-01-01')).toBe('1 January 1991'))

  it('names zones as people do', () => {
    expect(zoneName('Asia/Shanghai')).toBe('Beijing time')
    expect(zoneName('Africa/Nairobi')).toBe('East Africa Time')
  })
})

describe('the time left', () => {
  it.each([
    [90_061_000, '1 day 1 hour'],
    [172_800_000, '2 days'],
    [3_720_000, '1 hour 2 minutes'],
    [61_000, '1 minute 1 second'],
    [2_500, '2 seconds'],
    [0, '0 seconds'],
    [-5, '0 seconds'],
  ])('%i ms is %s', (ms, text) => expect(remaining(ms)).toBe(text))

  it('is open from the opening instant to the closing one, and closed in the grace', () => {
    const call = { opensAt: new Date(1000), closesAt: new Date(2000), graceMinutes: 5 }
    expect([999, 1000, 2000, 2001].map((at) => phase(call, new Date(at)))).toEqual(['before', 'open', 'open', 'closed'])
  })

  it('finds the next date, over dates that are words only', () => {
    expect(nextDate(sampleCall.keyDates, new Date('2030-02-01'))).toBe(2)
    expect(nextDate(sampleCall.keyDates, new Date('2031-02-01'))).toBe(-1)
  })
})

it('the closing among the key dates moves with the Call’s', () => {
  const closesAt = new Date('2030-05-01T00:00:00Z')
  const at = (call: Parameters<typeof keyDatesOf>[0]) => keyDatesOf(call).map((date) => date.at)
  const before = sampleCall.keyDates.map((date) => date.at)
  const index = before.findIndex((date) => Date.parse(date ?? '') === Date.parse(sampleCall.closesAt))
  expect(at({ definition: sampleCall, closesAt })).toEqual(before.with(index, closesAt.toISOString()))
})

describe('limits and conditions in words', () => {
  const document: DocumentKind = {
    key: 'd',
    label: 'D',
    min: 1,
    max: 1,
    accept: ['application/pdf'],
    maxBytes: 10 * 1024 ** 2,
  }
  it.each([
    [document, '1 file, PDF, up to 10 MB'],
    [{ ...document, maxPages: 1 }, '1 file, PDF, up to 10 MB, at most 1 page'],
    [{ ...document, min: 0, max: 5 }, 'up to 5 files, PDF, up to 10 MB each'],
    [{ ...document, max: 3 }, '1 to 3 files, PDF, up to 10 MB each'],
    [{ ...document, min: 2, max: 2 }, '2 files, PDF, up to 10 MB each'],
    [{ ...document, accept: ['image/jpeg' as const, 'image/png' as const] }, '1 file, JPEG or PNG, up to 10 MB'],
  ])('limits %#', (kind, text) => expect(documentLimits(kind)).toBe(text))

  it('counts', () => {
    expect([count(1, 'place'), count(1200, 'place'), formatBytes(512 * 1024)]).toEqual([
      '1 place',
      '1,200 places',
      '512 kB',
    ])
  })

  it('says conditions in the words of the call', () => {
    expect(conditionText(sampleCall, { fact: 'host', in: ['lab', 'school'] })).toBe(
      'if you apply to a laboratory or a school',
    )
    expect(conditionText(sampleCall, { fact: 'study.degree', in: ['soon'] })).toBe(
      'if you answer “I expect it” to “Degree”',
    )
  })

  it('asks for a supervisor only where the host does', () => {
    expect(stepsOf(sampleCall)[1]?.text).toBe('A supervisor has to agree first if you apply to a laboratory.')
  })
})

describe('the search over institutions', () => {
  const keys = (query: string, host?: string) => searchInstitutions(sampleCall, query, host).map((found) => found.key)
  it.each([
    ['', ['ecology', 'ice', 'arts']],
    ['ecology', ['ecology']],
    ['  KUNMING ', ['ecology']],
    ['生态', ['ecology']],
    ['soa', ['arts']],
    ['xian ice', ['ice']],
    ["Xi'an, ice", ['ice']],
    ['%', []],
  ])('%s', (query, found) => expect(keys(query)).toEqual(found))

  it('narrows to a kind', () => expect(keys('lanzhou', 'school')).toEqual(['arts']))

  it('finds an institution by each of its own words', () => {
    const words = sampleCall.institutions.flatMap((one) =>
      `${one.name} ${one.city}`.split(' ').map((word) => [one.key, word] as const),
    )
    fc.assert(
      fc.property(fc.constantFrom(...words), ([key, word]) => {
        expect(keys(word)).toContain(key)
      }),
    )
  })
})
