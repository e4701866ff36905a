import workerpool from 'workerpool'
import { simulate } from './simulate'

/** Runs in a process of its own, see `in-process.ts`. */
workerpool.worker({ simulate })
