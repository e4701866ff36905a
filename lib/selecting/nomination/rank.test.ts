import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differences, type Entry, fromRanks, isRanking, moveTo, only, ranksOf, setTied, without } from './rank'

const list = (text: string): Entry[] =>
  text.split(' ').map((word) => ({ id: word.replace('=', ''), tied: word.startsWith('=') }))
const shown = (entries: Entry[]) => entries.map(({ id, tied }) => (tied ? `=${id}` : id)).join(' ')

test('equal ranks share a number, and the next ranks are skipped', () => {
  expect([...ranksOf(list('a b =c d'))]).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 2],
    ['d', 4],
  ])
  expect(
    shown(
      fromRanks([
        { id: 'd', rank: 7 },
        { id: 'x', rank: null },
        { id: 'a', rank: 1 },
        { id: 'b', rank: 7 },
      ]),
    ),
  ).toBe('a d =b')
})

test('moving, tying and removing a candidate keep the ties of the others', () => {
  expect(shown(moveTo(list('a b c'), 'c', 0))).toBe('c a b')
  expect(shown(moveTo(list('a b =c d'), 'd', 2))).toBe('a b =d =c')
  expect(shown(moveTo(list('a b =c d'), 'b', 3))).toBe('a c d b')
  expect(shown(moveTo(list('a b =c'), 'new', 9))).toBe('a b =c new')
  expect(shown(without(list('a =b =c'), 'a'))).toBe('b =c')
  expect(shown(setTied(list('a b'), 'b', true))).toBe('a =b')
  expect(shown(setTied(list('a b'), 'a', true))).toBe('a b')
  expect(shown(only(list('a =b =c d'), new Set(['b', 'd'])))).toBe('b d')
})

test('any sequence of moves keeps a valid list, and its ranks describe it completely', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const id = fc.constantFrom(...ids)
  const step: fc.Arbitrary<(entries: Entry[]) => Entry[]> = fc.oneof(
    fc.tuple(id, fc.integer({ min: -2, max: 9 })).map(
      ([one, at]) =>
        (entries: Entry[]) =>
          moveTo(entries, one, at),
    ),
    fc.tuple(id, fc.boolean()).map(
      ([one, tied]) =>
        (entries: Entry[]) =>
          setTied(entries, one, tied),
    ),
    id.map((one) => (entries: Entry[]) => without(entries, one)),
    fc.subarray(ids).map((some) => (entries: Entry[]) => only(entries, new Set(some))),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let entries: Entry[] = []
      for (const next of steps) {
        entries = next(entries)
        expect(isRanking(entries)).toBe(true)
        const ranks = entries.map(({ id }) => ranksOf(entries).get(id)!)
        // Each rank is one more than the number of better-ranked candidates.
        expect(ranks).toEqual(ranks.map((rank) => 1 + ranks.filter((other) => other < rank).length))
        expect(fromRanks(entries.map(({ id }, at) => ({ id, rank: ranks[at]! })))).toEqual(entries)
      }
    }),
  )
})

test('a move takes one candidate along and leaves the order of the others', () => {
  const entries = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1 }).chain((ids) =>
    fc.record({
      entries: fc
        .array(fc.boolean(), { minLength: ids.length, maxLength: ids.length })
        .map((ties) => ids.map((id, at) => ({ id, tied: at > 0 && ties[at]! }))),
      id: fc.constantFrom(...ids),
      at: fc.nat({ max: ids.length - 1 }),
    }),
  )
  fc.assert(
    fc.property(entries, ({ entries, id, at }) => {
      const moved = moveTo(entries, id, at)
      expect(moved[at]!.id).toBe(id)
      const others = (some: Entry[]) => some.map((entry) => entry.id).filter((one) => one !== id)
      expect(others(moved)).toEqual(others(entries))
    }),
  )
})

test('differences between two decisions show one candidate per line', () => {
  const mine = { ranked: list('a b'), passed: [{ id: 'c', reason: 'Late' }] }
  const theirs = { ranked: list('a =b'), passed: [{ id: 'd', reason: '' }] }
  expect(differences(mine, theirs)).toEqual([
    { id: 'a', mine: 'rank 1', theirs: 'rank 1, tied' },
    { id: 'b', mine: 'rank 2', theirs: 'rank 1, tied' },
    { id: 'c', mine: 'not nominated (Late)', theirs: 'not decided' },
    { id: 'd', mine: 'not decided', theirs: 'not nominated' },
  ])
  expect(differences(mine, mine)).toEqual([])
})
