import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Numbers that look random and depend only on a seed. Pure. */

export type Random = {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  chance(probability: number): boolean
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T
  /** One of the list, each as often as its weight says. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  /** So many different items of the list, or all of a shorter one. */
  some<T>(list: readonly T[], count: number): T[]
  /** From the standard normal distribution. */
  normal(): number
  /** A version 4 UUID. */
  uuid(): string
}

/** Random numbers that repeat for the same seed. Nothing secret may depend on them. */
export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const next = () => uniformFloat64(generator)
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  let spare: number | null = null
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => list[int(0, list.length - 1)]!,
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of list) {
        left -= weight
        if (left < 0) return value
      }
      return list.at(-1)![0]
    },
    some(list, count) {
      const rest = [...list]
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(int(0, rest.length - 1), 1)[0]!)
    },
    normal() {
      if (spare !== null) {
        const kept = spare
        spare = null
        return kept
      }
      // Marsaglia's polar method gives two at a time.
      for (;;) {
        const [a, b] = [2 * next() - 1, 2 * next() - 1]
        const square = a * a + b * b
        if (square === 0 || square >= 1) continue
        const factor = Math.sqrt((-2 * Math.log(square)) / square)
        spare = b * factor
        return a * factor
      }
    },
    uuid() {
      const hex = Array.from({ length: 8 }, () => int(0, 0xffff).toString(16).padStart(4, '0')).join('')
      const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20),
      ].join('-')
    },
  }
}
