import loadHighs from 'highs'
import { FORBIDDEN, type Problem, type Solution } from '@/lib/selecting/assignment/problem'

export type Bare = { columns: number; rows: number; nonzeros: number; objective: number; optimal: boolean }

/**
 * HiGHS by itself, on a whole matrix at once: a column for each allowed pair in `holds` (by application, then
 * reviewer), the missing reviewers, the tiers of each load; the rows of applications, reviewers, and these spreads. It
 * gets `seconds`; without an optimum by then, `optimal` is false.
 */
export async function solveBare(
  problem: Problem,
  spreads: Solution['spreads'],
  holds: (at: number) => boolean,
  seconds: number,
): Promise<Bare> {
  const highs = await loadHighs()
  const model = highs.createModel()
  try {
    const { rows, columns } = matrixOf(problem, spreads, holds, highs.infinity)
    model.options.set({ output_flag: false, time_limit: seconds })
    model.addRows(rows)
    model.addCols(columns)
    model.run()
    return {
      columns: columns.cost.length,
      rows: rows.lower.length,
      nonzeros: columns.matrix.indices.length,
      optimal: model.getModelStatus() === highs.constants.modelStatus.optimal,
      objective: model.getObjectiveValue(),
    }
  } finally {
    model.dispose()
  }
}

function matrixOf(problem: Problem, spreads: Solution['spreads'], holds: (at: number) => boolean, infinity: number) {
  const { applications, reviewers, cost, need, missing, tiers, levels } = problem
  const numRows = applications + reviewers + spreads.length
  const lower = new Float64Array(numRows).fill(-infinity)
  const upper = new Float64Array(numRows)
  for (let a = 0; a < applications; a++) lower[a] = upper[a] = need[a]!
  const spreadsOf = Array.from({ length: applications }, () => [] as { level: number; group: number; row: number }[])
  for (const [at, { application, level, group }] of spreads.entries()) {
    const row = applications + reviewers + at
    upper[row] = levels[level]!.free(application, group)
    spreadsOf[application]!.push({ level, group, row })
  }
  const columns = new Columns(infinity)
  for (let a = 0; a < applications; a++) columns.add(missing, infinity, [a], 1)
  for (let r = 0; r < reviewers; r++)
    for (const { size, cost: dearer } of tiers[r]!) columns.add(dearer, size, [applications + r], -1)
  for (let a = 0; a < applications; a++) {
    for (let r = 0; r < reviewers; r++) {
      const at = a * reviewers + r
      if (cost[at] === FORBIDDEN || !holds(at)) continue
      const its = spreadsOf[a]!.filter(({ level, group }) => levels[level]!.group[r] === group).map(({ row }) => row)
      columns.add(cost[at]!, 1, [a, applications + r, ...its.sort((one, other) => one - other)], 1)
    }
  }
  for (const [at, { level }] of spreads.entries())
    columns.add(levels[level]!.penalty, infinity, [applications + reviewers + at], -1)
  const empty = { format: 'csr' as const, numRows, numCols: 0, starts: new Int32Array(numRows + 1) }
  return {
    rows: { lower, upper, matrix: { ...empty, indices: new Int32Array(0), values: new Float64Array(0) } },
    columns: columns.data(numRows),
  }
}

/** Columns that grow to millions, without an object for each. */
class Columns {
  private readonly cost: number[] = []
  private readonly upper: number[] = []
  private readonly starts: number[] = [0]
  private readonly indices: number[] = []
  private readonly values: number[] = []

  constructor(readonly infinity: number) {}

  add(cost: number, upper: number, rows: number[], value: number) {
    this.cost.push(cost)
    this.upper.push(upper)
    for (const row of rows) {
      this.indices.push(row)
      this.values.push(value)
    }
    this.starts.push(this.indices.length)
  }

  data(numRows: number) {
    const [starts, indices] = [Int32Array.from(this.starts), Int32Array.from(this.indices)]
    const values = Float64Array.from(this.values)
    return {
      cost: Float64Array.from(this.cost),
      lower: new Float64Array(this.cost.length),
      upper: Float64Array.from(this.upper),
      matrix: { format: 'csc' as const, numRows, numCols: this.cost.length, starts, indices, values },
    }
  }
}
