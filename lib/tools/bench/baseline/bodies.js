import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What each page shows, by its name. The benchmark writes it before the build. */
export const bodies = JSON.parse(readFileSync(path.join(process.cwd(), '.data/bench-baseline/bodies.json'), 'utf8'))
