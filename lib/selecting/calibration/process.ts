import workerpool from 'workerpool'
import { calibrate } from './calibrate'

/** Runs in a process of its own, see `in-process.ts`. */
workerpool.worker({ calibrate })
