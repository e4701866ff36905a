type Point = { at: [number, number]; value: number }

const STEPS = 200

/**
 * Finds a minimum of a function of two numbers by the simplex method of Nelder and Mead (1965), until its corners
 * differ by less than `within` in place and value. Deterministic. Pure.
 */
export function minimise(
  f: (x: number, y: number) => number,
  start: [number, number],
  within = 1e-5,
): [number, number] {
  const point = (x: number, y: number): Point => ({ at: [x, y], value: f(x, y) })
  const [x, y] = start
  let simplex = [point(x, y), point(x * 1.5, y), point(x, y * 1.5)] as [Point, Point, Point]
  for (let step = 0; step < STEPS; step++) {
    simplex.sort((a, b) => a.value - b.value)
    const [best, middle, worst] = simplex
    const apart = Math.max(...[middle, worst].flatMap(({ at }) => at.map((value, n) => Math.abs(value - best.at[n]!))))
    if (worst.value - best.value < within && apart < Math.sqrt(within)) break
    const from = [(best.at[0] + middle.at[0]) / 2, (best.at[1] + middle.at[1]) / 2] as const
    // This many times as far on the other side of the edge between the two good corners.
    const away = (times: number) =>
      point(from[0] + times * (from[0] - worst.at[0]), from[1] + times * (from[1] - worst.at[1]))
    const mirrored = away(1)
    if (mirrored.value < best.value) {
      const further = away(2)
      simplex[2] = further.value < mirrored.value ? further : mirrored
      continue
    }
    if (mirrored.value < middle.value) {
      simplex[2] = mirrored
      continue
    }
    const nearer = away(mirrored.value < worst.value ? 0.5 : -0.5)
    if (nearer.value < Math.min(mirrored.value, worst.value)) simplex[2] = nearer
    else {
      const towards = ({ at }: Point) => point((at[0] + best.at[0]) / 2, (at[1] + best.at[1]) / 2)
      simplex = [best, towards(middle), towards(worst)]
    }
  }
  return simplex.sort((a, b) => a.value - b.value)[0].at
}
