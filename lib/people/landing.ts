import type { Person } from './actor'

/** Where somebody begins who has just signed in: staff at what waits for them, others at their application. Pure. */
export function landingOf({ roles }: Pick<Person, 'roles'>): '/work' | '/apply' {
  return roles.length > 0 ? '/work' : '/apply'
}
