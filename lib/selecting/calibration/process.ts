import workerpool from 'workerpool'
import { calibrate } from './calibrate'

/** Runs in a separate process, see `in-process.ts`. */
workerpool.worker({ calibrate })
