import loadHighs from 'highs'

/**
 * Chooses who gets a place: the highest total value within the places and limits, by a mixed-integer programme that
 * HiGHS solves to the optimum. Among the best selections it takes the first in the tie-breaking order.
 */

/** `most` of those that it counts, or `least` places reserved for them: the others get at most the rest. */
export type SelectionLimit = { label: string; counts: boolean[]; most: number | null; least: number | null }

export type Selection = {
  places: number
  /** Whole numbers from 1, for each candidate. */
  values: number[]
  /** The position of each candidate in the tie-breaking order. */
  order: number[]
  limits: SelectionLimit[]
  /** The first of a pair needs a place if the second has one. */
  pairs: [better: number, worse: number][]
}

export type Selected = {
  /** For each candidate, whether they have a place. */
  chosen: boolean[]
  total: number
  /** How much higher the total would be without each limit, in order, and without the pairs. */
  costs: number[]
  pairsCost: number
  /** For candidates at the margin: how much lower the total would be with the opposite decision. */
  margin: { at: number; loss: number }[]
}

type Row = { indices: number[]; values: number[]; upper: number }
type Highs = Awaited<ReturnType<typeof loadHighs>>

let loaded: Promise<Highs> | undefined

/** How many on each side of the margin to examine. */
const MARGIN = 8

/** @throws Error if HiGHS ends without an optimum. */
export async function select(selection: Selection, margin = MARGIN): Promise<Selected> {
  loaded ??= loadHighs()
  const highs = await loaded
  const { limits, pairs } = selection
  const best = solve(highs, selection)!
  const chosen = breakTies(highs, selection, best)
  const without = (changed: Partial<Selection>) => solve(highs, { ...selection, ...changed })!.total - best.total
  const costs = limits.map((_, left) => without({ limits: limits.filter((_, at) => at !== left) }))
  return {
    chosen,
    total: best.total,
    costs,
    pairsCost: pairs.length > 0 ? without({ pairs: [] }) : 0,
    margin: marginOf(highs, selection, chosen, best.total, margin),
  }
}

type Fixed = Map<number, boolean>
type Solved = { chosen: boolean[]; total: number }

/** The first of the best selections in the tie-breaking order: each candidate in turn is in, if possible. */
function breakTies(highs: Highs, selection: Selection, best: Solved): boolean[] {
  const { order, values } = selection
  const fixed: Fixed = new Map()
  let now = best.chosen
  const inOrder = values.map((_, at) => at).sort((one, other) => order[one]! - order[other]!)
  for (const [place, at] of inOrder.entries()) {
    if (!now[at]) {
      // None of the remaining candidates can come in: the rest stays.
      const out = inOrder.slice(place).filter((other) => !now[other])
      const more = solve(highs, selection, { fixed, among: best.total, wanted: out })
      if (!more || more.chosen.every((is, other) => !is || !out.includes(other))) break
      const other = more.chosen[at]
        ? more
        : solve(highs, selection, { fixed: new Map(fixed).set(at, true), among: best.total })
      if (other) now = other.chosen
    }
    fixed.set(at, now[at]!)
  }
  return now
}

/** For the candidates nearest to the margin by value, the cost of the opposite decision. */
function marginOf(highs: Highs, selection: Selection, chosen: boolean[], total: number, most: number) {
  const { values } = selection
  const byValue = values.map((_, at) => at).sort((one, other) => values[one]! - values[other]!)
  const lowest = byValue.filter((at) => chosen[at]).slice(0, most)
  const highest = byValue.filter((at) => !chosen[at]).slice(-most)
  return [...lowest, ...highest].flatMap((at) => {
    const other = solve(highs, selection, { fixed: new Map([[at, !chosen[at]]]) })
    return other ? [{ at, loss: total - other.total }] : []
  })
}

type Further = {
  fixed?: Fixed
  /** Only selections with this total; among them the one with the most of `wanted`. */
  among?: number
  wanted?: number[]
}

/** The best selection; null if the fixed candidates allow none. */
function solve(highs: Highs, selection: Selection, { fixed, among, wanted }: Further = {}): Solved | null {
  const { values } = selection
  if (values.length === 0) return { chosen: [], total: 0 }
  const rows = rowsOf(selection)
  if (among !== undefined)
    rows.push({ indices: values.map((_, at) => at), values: values.map((value) => -value), upper: -among })
  const objective = wanted ? values.map((_, at) => (wanted.includes(at) ? 1 : 0)) : values
  const model = highs.createModel()
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 })
    model.passModel({
      numCols: values.length,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: Float64Array.from(objective),
      colLower: Float64Array.from(values, (_, at) => (fixed?.get(at) === true ? 1 : 0)),
      colUpper: Float64Array.from(values, (_, at) => (fixed?.get(at) === false ? 0 : 1)),
      rowLower: new Float64Array(rows.length).fill(-highs.infinity),
      rowUpper: Float64Array.from(rows, ({ upper }) => upper),
      matrix: matrixOf(rows, values.length),
      integrality: new Int32Array(values.length).fill(highs.constants.variableType.integer),
    })
    model.run()
    const { optimal, infeasible } = highs.constants.modelStatus
    const status = model.getModelStatus()
    if (status === infeasible) return null
    if (status !== optimal) throw new Error(`HiGHS ended with status ${status}`)
    const chosen = Array.from(model.getSolution().colValue, (value) => value > 0.5)
    return { chosen, total: values.reduce((sum, value, at) => sum + (chosen[at] ? value : 0), 0) }
  } finally {
    model.dispose()
  }
}

function rowsOf({ places, values, limits, pairs }: Selection): Row[] {
  const all = values.map((_, at) => at)
  const atMost = (which: number[], upper: number): Row => ({ indices: which, values: which.map(() => 1), upper })
  return [
    atMost(all, places),
    ...limits.map(({ counts, most, least }) =>
      most !== null
        ? atMost(
            all.filter((at) => counts[at]),
            most,
          )
        : atMost(
            all.filter((at) => !counts[at]),
            Math.max(0, places - least!),
          ),
    ),
    ...pairs.map(
      ([better, worse]): Row =>
        better < worse
          ? { indices: [better, worse], values: [-1, 1], upper: 0 }
          : { indices: [worse, better], values: [1, -1], upper: 0 },
    ),
  ]
}

/** Rows in HiGHS's format. */
function matrixOf(rows: Row[], numCols: number) {
  const starts = new Int32Array(rows.length + 1)
  for (const [at, { indices }] of rows.entries()) starts[at + 1] = starts[at]! + indices.length
  return {
    format: 'csr' as const,
    numRows: rows.length,
    numCols,
    starts,
    indices: Int32Array.from(rows.flatMap(({ indices }) => indices)),
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
  }
}
