import loadHighs from 'highs'
import { type Column, columnsOf, FORBIDDEN, type Problem, type Solution } from './problem'

/** Reduced costs above this count as zero: the costs are whole numbers. */
const TOLERANCE = 1e-6
/** Reviewers per application at the start; more follow where the prices say that they could help. */
const FIRST = 10
/** At most this many more per application and round. */
const MORE = 12

type Highs = Awaited<ReturnType<typeof loadHighs>>
type Model = ReturnType<Highs['createModel']>

let loaded: Promise<Highs> | undefined

/**
 * Finds the assignment with the lowest total cost: a flow of reviews from applications through groups (country,
 * institution) to reviewers, solved as a linear programme by HiGHS, whose vertices are whole numbers. It starts with
 * the cheapest pairs of each application. The prices of a solution show which other pairs could improve it (column
 * generation), and each broken spread becomes a row. When no pair and no row is left to add, the solution is optimal
 * over all pairs, not only over those in the programme.
 * @throws Error if HiGHS ends without an optimum.
 */
export async function solve(
  problem: Problem,
  onRound: (round: Round) => void = () => {},
  first = FIRST,
): Promise<Solution> {
  // HiGHS reports no optimum for an empty programme.
  if (problem.applications === 0)
    return { chosen: [], objective: 0, looked: 0, rows: 0, held: new Uint8Array(), spreads: [] }
  loaded ??= loadHighs()
  const highs = await loaded
  const model = highs.createModel()
  try {
    return new Programme(highs, model, problem, first).solve(onRound)
  } finally {
    model.dispose()
  }
}

export type Round = { round: number; columns: number; added: number; objective: number }

class Programme {
  /** For each column that is a pair: its application and reviewer. */
  private readonly pairs: { application: number; reviewer: number; column: number }[] = []
  private readonly ofApplication: number[][]
  private readonly inModel: Uint8Array
  /** The groups of each reviewer that a spread counts, as numbers: level + levels × group. */
  private readonly keys: number[][]
  /** Rows of spreads, by application, then such a number. */
  private readonly spreads: Map<number, number>[]
  private columns = 0
  private rows = 0

  constructor(
    private readonly highs: Highs,
    private readonly model: Model,
    private readonly problem: Problem,
    private readonly first: number,
  ) {
    const { applications, reviewers, levels } = problem
    this.keys = Array.from({ length: reviewers }, (_, reviewer) =>
      levels.flatMap(({ group }, level) => (group[reviewer]! < 0 ? [] : [level + levels.length * group[reviewer]!])),
    )
    this.inModel = new Uint8Array(applications * reviewers)
    this.ofApplication = Array.from({ length: applications }, () => [])
    this.spreads = Array.from({ length: applications }, () => new Map())
  }

  solve(onRound: (round: Round) => void): Solution {
    const { model } = this
    model.options.set({ output_flag: false, solver: 'simplex', presolve: 'off' })
    this.begin()
    for (let round = 1; ; round++) {
      model.run()
      if (model.getModelStatus() !== this.highs.constants.modelStatus.optimal)
        throw new Error(`HiGHS ended with status ${model.getModelStatus()}`)
      const objective = model.getObjectiveValue()
      const { colValue, rowDual } = model.getSolution()
      const added = this.price(rowDual)
      const broken = added > 0 ? 0 : this.separate(colValue)
      onRound({ round, columns: this.pairs.length, added: added + broken, objective })
      if (added + broken === 0) return this.solution(colValue, objective)
      // Added pairs keep the solution feasible, added rows keep its prices feasible.
      model.options.set({ simplex_strategy: added > 0 ? 4 : 1 })
    }
  }

  /**
   * A row per application (its number), a row per reviewer (their load), the missing reviewers, the tiers of a load,
   * the cheapest pairs.
   */
  private begin() {
    const { applications, reviewers, need, missing, tiers } = this.problem
    const none = { format: 'csr', numRows: applications + reviewers, numCols: 0 } as const
    const infinity = this.highs.infinity
    const lower = new Float64Array(applications + reviewers).fill(-infinity)
    const upper = new Float64Array(applications + reviewers)
    for (let a = 0; a < applications; a++) lower[a] = upper[a] = need[a]!
    this.model.addRows({
      lower,
      upper,
      matrix: {
        ...none,
        starts: new Int32Array(applications + reviewers + 1),
        indices: new Int32Array(0),
        values: new Float64Array(0),
      },
    })
    this.rows = applications + reviewers
    const others: Column[] = []
    for (let a = 0; a < applications; a++) others.push({ cost: missing, upper: infinity, entries: [[a, 1]] })
    for (let r = 0; r < reviewers; r++) {
      for (const { size, cost } of tiers[r]!) others.push({ cost, upper: size, entries: [[applications + r, -1]] })
    }
    this.add(others)
    this.addPairs(cheapest(this.problem, this.first))
  }

  private add(columns: Column[]) {
    const { cost, lower, upper, matrix } = columnsOf(columns, this.rows)
    this.model.addCols({ cost, lower, upper, matrix })
    this.columns += columns.length
  }

  private addPairs(pairs: { application: number; reviewer: number }[]) {
    const { applications, reviewers, cost } = this.problem
    const columns: Column[] = []
    for (const { application, reviewer } of pairs) {
      const at = application * reviewers + reviewer
      this.inModel[at] = 1
      const entries: [number, number][] = [
        [application, 1],
        [applications + reviewer, 1],
      ]
      for (const key of this.keys[reviewer]!) {
        const row = this.spreads[application]!.get(key)
        if (row !== undefined) entries.push([row, 1])
      }
      this.ofApplication[application]!.push(this.pairs.length)
      this.pairs.push({ application, reviewer, column: this.columns + columns.length })
      columns.push({ cost: cost[at]!, upper: 1, entries })
    }
    if (columns.length > 0) this.add(columns)
  }

  private levelOf(key: number) {
    const { levels } = this.problem
    const level = key % levels.length
    return { level, group: (key - level) / levels.length }
  }

  /** Adds the pairs whose price shows that they could improve the solution; returns how many. */
  private price(dual: Float64Array): number {
    const { applications, reviewers, cost } = this.problem
    const found: { application: number; reviewer: number }[] = []
    for (let application = 0; application < applications; application++) {
      const best: { reviewer: number; reduced: number }[] = []
      const spreads = this.spreads[application]!
      const from = application * reviewers
      const own = dual[application]!
      for (let reviewer = 0; reviewer < reviewers; reviewer++) {
        const c = cost[from + reviewer]!
        if (c === FORBIDDEN || this.inModel[from + reviewer]) continue
        let reduced = c - own - dual[applications + reviewer]!
        if (reduced >= -TOLERANCE) continue
        if (spreads.size > 0) for (const key of this.keys[reviewer]!) reduced -= dual[spreads.get(key) ?? -1] ?? 0
        if (reduced < -TOLERANCE) best.push({ reviewer, reduced })
      }
      best.sort((one, other) => one.reduced - other.reduced)
      for (const { reviewer } of best.slice(0, MORE)) found.push({ application, reviewer })
    }
    this.addPairs(found)
    return found.length
  }

  /** Adds a row for each group with more reviewers on an application than are free; returns how many. */
  private separate(value: Float64Array): number {
    const { levels } = this.problem
    const rows: { application: number; key: number; free: number; penalty: number }[] = []
    for (let application = 0; application < this.problem.applications; application++) {
      const counts = new Map<number, number>()
      for (const at of this.ofApplication[application]!) {
        const { reviewer, column } = this.pairs[at]!
        if (value[column]! < 0.5) continue
        for (const key of this.keys[reviewer]!) counts.set(key, (counts.get(key) ?? 0) + 1)
      }
      for (const [key, count] of counts) {
        const { level, group } = this.levelOf(key)
        const { free, penalty } = levels[level]!
        const most = free(application, group)
        if (count > most && !this.spreads[application]!.has(key)) rows.push({ application, key, free: most, penalty })
      }
    }
    for (const row of rows) this.addSpread(row)
    return rows.length
  }

  private addSpread({
    application,
    key,
    free,
    penalty,
  }: {
    application: number
    key: number
    free: number
    penalty: number
  }) {
    const indices = this.ofApplication[application]!.flatMap((at) => {
      const { reviewer, column } = this.pairs[at]!
      return this.keys[reviewer]!.includes(key) ? [column] : []
    })
    this.model.addRow(-this.highs.infinity, free, { indices, values: indices.map(() => 1) })
    this.spreads[application]!.set(key, this.rows)
    this.rows++
    this.add([{ cost: penalty, upper: this.highs.infinity, entries: [[this.rows - 1, -1]] }])
  }

  private solution(value: Float64Array, objective: number): Solution {
    const chosen = this.pairs
      .filter(({ column }) => value[column]! > 0.5)
      .map(({ application, reviewer }) => ({ application, reviewer }))
    const spreads = this.spreads.flatMap((rows, application) =>
      [...rows.keys()].map((key) => ({ application, ...this.levelOf(key) })),
    )
    return { chosen, objective, looked: this.pairs.length, rows: this.rows, held: this.inModel, spreads }
  }
}

/** The `most` cheapest reviewers of each application; among equals, each application starts with a different one. */
function cheapest(problem: Problem, most: number) {
  const { applications, reviewers, cost } = problem
  const found: { application: number; reviewer: number }[] = []
  for (let application = 0; application < applications; application++) {
    const possible: number[] = []
    for (let n = 0; n < reviewers; n++) {
      const reviewer = (n + application * 7) % reviewers
      if (cost[application * reviewers + reviewer] !== FORBIDDEN) possible.push(reviewer)
    }
    const at = application * reviewers
    possible.sort((one, other) => cost[at + one]! - cost[at + other]!)
    for (const reviewer of possible.slice(0, most)) found.push({ application, reviewer })
  }
  return found
}
