import workerpool from 'workerpool'
import { simulate } from './simulate'

/** Runs in a process of its own, see `apart.ts`. */
workerpool.worker({ simulate })
