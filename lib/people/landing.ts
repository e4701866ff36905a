import type { Person } from './actor'

/** The first page after sign-in: staff start at their open work, others at their application. Pure. */
export function landingOf({ roles }: Pick<Person, 'roles'>): '/work' | '/apply' {
  return roles.length > 0 ? '/work' : '/apply'
}
