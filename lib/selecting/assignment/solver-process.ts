import workerpool from 'workerpool'
import type { Work } from './build'
import { findSolution } from './solution'

/** Runs in a separate process, see `solver.ts`, and reports each round to it. */
workerpool.worker({
  findSolution: (work: Work) => findSolution(work, (round) => workerpool.workerEmit(round)),
})
