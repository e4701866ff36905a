import { folded } from '@/lib/form/fold'

/** Who has to give a second factor, and what a session without it may do. Pure. */

/** Addresses that RFC 2606 keeps for documentation; nobody receives mail there. */
const RESERVED = ['@demo.example', '@example.org']

/**
 * Whether a role is of use only with an authenticator. In a demonstration the accounts that everybody knows, and those
 * of tests, need none; whoever has set one up is always asked for it.
 */
export function isRequired(email: string, demonstration: boolean): boolean {
  return !(demonstration && RESERVED.some((end) => email.toLowerCase().endsWith(end)))
}

type Standing = {
  /** Has an authenticator that was confirmed. */
  enrolled: boolean
  /** Gave its code, or a recovery code, in this session. */
  given: boolean
  hasRoles: boolean
  required: boolean
}

/**
 * What a session is good for: 'code': for nothing until the code is given; 'enrol': for the person's own pages, without
 * any role, until an authenticator is set up; 'open': for everything that is theirs.
 */
export function gateOf({ enrolled, given, hasRoles, required }: Standing): 'code' | 'enrol' | 'open' {
  if (enrolled) return given ? 'open' : 'code'
  return hasRoles && required ? 'enrol' : 'open'
}

/** Pages that are a person's own, whatever roles they have: an authenticator is not asked for there. */
export function isOwnPage(path: string): boolean {
  return /^\/(account|apply|notifications)(\/|\?|$)/.test(path)
}

/** A code as typed: without the spaces that apps show it with. */
export function plainCode(typed: string): string {
  return folded(typed).replace(/[\s-]/g, '').toLowerCase()
}

/** Six digits are of the authenticator; anything else may be a recovery code. */
export const isTotp = (plain: string) => /^\d{6}$/.test(plain)

/** A recovery code as people write it down: in four groups of four. */
export function groupedCode(plain: string): string {
  return plain.match(/.{1,4}/g)?.join('-') ?? ''
}
