import { folded } from '@/lib/form/fold'

/** Who needs a second factor, and what a session without it may do. Pure. */

/** RFC 2606 reserves these addresses for documentation; nobody receives mail there. */
const RESERVED = ['@demo.example', '@example.org']

/**
 * Whether a role needs an authenticator. In a demonstration the public accounts and those of tests need none; a person
 * who has set one up always needs it.
 */
export function isRequired(email: string, demonstration: boolean): boolean {
  return !(demonstration && RESERVED.some((end) => email.toLowerCase().endsWith(end)))
}

type Standing = {
  /** Has a confirmed authenticator. */
  enrolled: boolean
  /** Gave its code, or a recovery code, in this session. */
  given: boolean
  hasRoles: boolean
  required: boolean
}

/**
 * What a session allows. 'code': nothing until the person gives the code. 'enrol': the person's own pages, without any
 * role, until they set up an authenticator. 'open': everything that is theirs.
 */
export function gateOf({ enrolled, given, hasRoles, required }: Standing): 'code' | 'enrol' | 'open' {
  if (enrolled) return given ? 'open' : 'code'
  return hasRoles && required ? 'enrol' : 'open'
}

/** A person's own pages, which need no authenticator whatever roles they have. */
export function isOwnPage(path: string): boolean {
  return /^\/(account|apply|notifications)(\/|\?|$)/.test(path)
}

/** A code as typed, without the spaces that apps show in it. */
export function plainCode(typed: string): string {
  return folded(typed).replace(/[\s-]/g, '').toLowerCase()
}

/** Six digits come from the authenticator; anything else may be a recovery code. */
export const isTotp = (plain: string) => /^\d{6}$/.test(plain)

/** A recovery code as people write it down: in four groups of four. */
export function groupedCode(plain: string): string {
  return plain.match(/.{1,4}/g)?.join('-') ?? ''
}
