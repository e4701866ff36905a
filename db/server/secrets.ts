import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const shape = z.object({
  databasePassword: z.string(),
  authSecret: z.string(),
  databasePort: z.number().optional(),
  databaseHome: z.string().optional(),
})

/** What a start generates once and keeps beside the data. */
export type Secrets = z.infer<typeof shape>

const fileIn = (dir: string) => path.join(dir, 'secrets.json')

function write(dir: string, secrets: Secrets) {
  const temporary = path.join(dir, `secrets.${process.pid}.tmp`)
  writeFileSync(temporary, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  return temporary
}

/** The secrets of a data folder, made on the first call. Throws if the file is damaged. */
export function readSecrets(dir: string): Secrets {
  mkdirSync(dir, { recursive: true })
  if (!existsSync(fileIn(dir))) {
    const made = write(dir, {
      databasePassword: randomBytes(24).toString('hex'),
      authSecret: randomBytes(32).toString('hex'),
    })
    try {
      // A link fails if the file exists: of two first starts at once both read the same secrets.
      linkSync(made, fileIn(dir))
    } catch {
      if (!existsSync(fileIn(dir))) renameSync(made, fileIn(dir))
    }
    rmSync(made, { force: true })
  }
  return shape.parse(JSON.parse(readFileSync(fileIn(dir), 'utf8')))
}

/** Records where the database lives; keeps the other values. */
export function saveSecrets(dir: string, patch: Pick<Secrets, 'databasePort' | 'databaseHome'>): void {
  renameSync(write(dir, { ...readSecrets(dir), ...patch }), fileIn(dir))
}
