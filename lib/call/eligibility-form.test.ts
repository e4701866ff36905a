import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { controlNames, parseEligibility } from './eligibility-form'
import { sampleCall } from './ui/sample-call'

const countries = ['FR', 'KE']
const today = '2030-02-01'
const parse = (raw: Record<string, string | string[] | undefined>) =>
  parseEligibility(sampleCall, countries, today, raw)
const date = (day: string, month: string, year: string) => ({ 'born-day': day, 'born-month': month, 'born-year': year })

describe('the eligibility form', () => {
  it('is not sent on a first visit, whatever the address says', () => {
    expect(parse({ track: 'nonsense' })).toMatchObject({ sent: false, facts: {}, problems: [] })
  })

  it('reads a whole form', () => {
    const form = parse({ check: '1', track: 'long', ...date('1', '2', '2001'), citizen: 'KE', speaks: 'b' })
    expect(form).toMatchObject({
      track: 'long',
      facts: { born: '2001-02-01', citizen: 'KE', speaks: 'b' },
      problems: [],
    })
  })

  it('asks for the track, and lets every other answer be empty', () => {
    expect(parse({ check: '1' })).toMatchObject({ facts: {}, problems: [{ id: 'track' }] })
  })

  it.each([
    ['a missing part, at that part', date('1', '', '2001'), 'born-month'],
    ['a day that does not exist', date('31', '2', '2001'), 'born-day'],
    ['a year of two digits', date('1', '2', '01'), 'born-day'],
    ['words', date('first', 'May', '2001'), 'born-day'],
    ['the future', date('2', '2', '2030'), 'born-year'],
    ['a country that is none', { citizen: 'ZZ' }, 'citizen'],
    ['an answer that was not offered', { speaks: 'c' }, 'speaks'],
  ])('says what is wrong with %s', (_, raw, id) => {
    expect(parse({ check: '1', track: 'long', ...raw }).problems).toMatchObject([{ id }])
  })

  it('keeps what was typed, so that the form comes back as it was left', () => {
    expect(parse({ check: '1', ...date('31', '2', '2001') }).values).toMatchObject(date('31', '2', '2001'))
  })

  it('takes the first of a repeated parameter', () => {
    expect(parse({ check: '1', track: ['short', 'long'] }).track).toBe('short')
  })

  it('never throws, and no fact is anything but an offered answer or a real day', () => {
    const names = ['check', 'track', ...sampleCall.eligibility.questions.flatMap(controlNames)]
    const word = fc.oneof(fc.string(), fc.constantFrom('a', 'KE', 'long', '29', '2', '2000', '1999', ''))
    const value = fc.oneof(word, fc.array(word), fc.constant(undefined))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (raw) => {
        const { facts } = parse(raw)
        if (facts.citizen) expect(countries).toContain(facts.citizen)
        if (facts.speaks) expect(['a', 'b']).toContain(facts.speaks)
        if (facts.born) expect(new Date(facts.born).toISOString().slice(0, 10)).toBe(facts.born)
      }),
    )
  })

  it('reads back every past day as it was typed', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2030-01-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, fc.boolean(), (at, padded) => {
        const [year = '', month = '', dayOfMonth = ''] = at.toISOString().slice(0, 10).split('-')
        const part = (text: string) => (padded ? text : String(Number(text)))
        expect(parse({ check: '1', ...date(part(dayOfMonth), part(month), year) }).facts.born).toBe(
          at.toISOString().slice(0, 10),
        )
      }),
    )
  })
})
