/** The solver's input and output in plain numbers: applications and reviewers are positions in lists. Pure. */

/** Instead of a cost: this reviewer never gets this application. */
export const FORBIDDEN = -1

export type Problem = {
  applications: number
  reviewers: number
  /** By application, then reviewer: whole numbers from 0, lower is better, or FORBIDDEN. */
  cost: Int16Array
  /** How many more reviewers each application needs. */
  need: Int32Array
  /** What each missing one costs: more than any exchange could save. */
  missing: number
  /** How much each reviewer can take, in steps of rising cost; an empty list means nothing. */
  tiers: { size: number; cost: number }[][]
  /**
   * Spreads: the group of each reviewer, how many of a group are free, and what each further one costs. Groups of a
   * level lie within groups of the next, or share no member with them.
   */
  levels: { group: Int32Array; free: (application: number, group: number) => number; penalty: number }[]
}

export type Solution = {
  chosen: { application: number; reviewer: number }[]
  objective: number
  /** How many pairs and rows the programme had at the end, and how many pairs are possible. */
  looked: number
  rows: number
  /** By application, then reviewer: the pairs in the programme. */
  held: Uint8Array
  /** The spreads that became rows. */
  spreads: { application: number; level: number; group: number }[]
}

export type Column = { cost: number; upper: number; entries: [row: number, value: number][] }

/** Columns in HiGHS's format. */
export function columnsOf(columns: Column[], numRows: number) {
  const starts = new Int32Array(columns.length + 1)
  let size = 0
  for (const [at, { entries }] of columns.entries()) {
    size += entries.length
    starts[at + 1] = size
  }
  const indices = new Int32Array(size)
  const values = new Float64Array(size)
  let place = 0
  for (const { entries } of columns) {
    for (const [row, value] of [...entries].sort(([one], [other]) => one - other)) {
      indices[place] = row
      values[place] = value
      place++
    }
  }
  return {
    cost: Float64Array.from(columns, ({ cost }) => cost),
    lower: new Float64Array(columns.length),
    upper: Float64Array.from(columns, ({ upper }) => upper),
    matrix: { format: 'csc' as const, numRows, numCols: columns.length, starts, indices, values },
  }
}
