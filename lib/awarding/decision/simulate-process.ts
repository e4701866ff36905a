import workerpool from 'workerpool'
import { simulate } from './simulate'

/** Runs in a separate process, see `in-process.ts`. */
workerpool.worker({ simulate })
