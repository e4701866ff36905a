import workerpool from 'workerpool'
import type { Work } from './build'
import { findSolution } from './solution'

/** Runs in a process of its own, see `solver.ts`. Each round is told to who waits. */
workerpool.worker({
  findSolution: (work: Work) => findSolution(work, (round) => workerpool.workerEmit(round)),
})
