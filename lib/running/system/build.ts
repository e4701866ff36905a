import { readFileSync } from 'node:fs'
import path from 'node:path'

const file = (name: string) => readFileSync(path.join(/* turbopackIgnore: true */ process.cwd(), name), 'utf8')

/** The version in package.json. */
export const version = (): string => JSON.parse(file('package.json')).version

/** The id of the running build, the same for all instances of one release; 'development' without one. */
export function build(): string {
  if (process.env.NODE_ENV === 'development') return 'development'
  try {
    return file('.next/BUILD_ID').trim()
  } catch {
    return 'development'
  }
}

/** The name of each migration in this build, with the moment that identifies it in the database. */
export function migrationsOfBuild(): { name: string; when: number }[] {
  const { entries } = JSON.parse(file('db/migrations/meta/_journal.json')) as {
    entries: { tag: string; when: number }[]
  }
  return entries.map(({ tag, when }) => ({ name: tag, when }))
}
