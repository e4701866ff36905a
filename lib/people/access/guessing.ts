import { formatNumber } from '@/lib/shared/format/format'
import { filterQuery } from './filter'

/** The sign-ins of the last hour by outcome; an attempt that was held up failed as well. */
export type LastHour = {
  failed: number
  succeeded: number
  /** Accounts with a failed sign-in. */
  accounts: number
  /** The account with the most failed sign-ins. */
  worst: { email: string; failed: number } | null
}

/** More than a person who has forgotten the password tries: after 20, a browser has to wait. */
const MOST_OF_ONE = 30
/**
 * On the last day of a Call thousands sign in within an hour, and one in ten mistypes: a high number alone means
 * nothing.
 */
const MOST_OF_ALL = 100

/**
 * Signs of somebody guessing passwords, with where to look: many failures at one account, or, at all others together,
 * many failures and more than sign-ins. Pure.
 */
export function signsOfGuessing({ failed, succeeded, accounts, worst }: LastHour) {
  const found: { sentence: string; look: { href: string; label: string } }[] = []
  const ofOne = worst?.failed ?? 0
  if (worst && ofOne > MOST_OF_ONE)
    found.push({
      sentence: `${formatNumber(ofOne)} sign-ins to one account failed within the last hour: somebody may be guessing its password.`,
      look: look('Failed sign-ins of this account', worst.email),
    })
  const others = failed - ofOne
  if (others > MOST_OF_ALL && others > succeeded)
    found.push({
      sentence: `${formatNumber(failed)} sign-ins failed within the last hour and ${formatNumber(succeeded)} succeeded: somebody may be trying passwords. ${tried(accounts)}.`,
      look: look('Failed sign-ins'),
    })
  return found
}

const look = (label: string, person?: string) => ({
  label,
  href: `/admin/sign-ins?${filterQuery({ kind: 'failed-sign-ins', person })}`,
})

const tried = (accounts: number) =>
  accounts === 0
    ? 'None of the addresses has an account'
    : `${formatNumber(accounts)} ${accounts === 1 ? 'account was' : 'accounts were'} tried`
