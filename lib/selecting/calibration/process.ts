import workerpool from 'workerpool'
import { calibrate } from './calibrate'

/** Runs in a process of its own, see `apart.ts`. */
workerpool.worker({ calibrate })
