import type { CallDefinition, EligibilityRule } from './definition'

/** Pure rules of a Call: its clock, and who is eligible. */

export type CallClock = { opensAt: Date; closesAt: Date; graceMinutes: number }

/** The phase of a Call at a moment. In 'grace' the server takes only submissions that were already under way. */
export function isOpen(call: CallClock, now: Date): 'before' | 'open' | 'grace' | 'closed' {
  if (now < call.opensAt) return 'before'
  if (now <= call.closesAt) return 'open'
  return now.getTime() <= call.closesAt.getTime() + call.graceMinutes * 60_000 ? 'grace' : 'closed'
}

export type RuleOutcome = { rule: EligibilityRule; outcome: 'met' | 'not-met' | 'unknown' }
export type EligibilityDecision = {
  verdict: 'eligible' | 'not-eligible' | 'unknown'
  rules: RuleOutcome[]
  /** The first rule that is not met; it decides. */
  decidedBy: EligibilityRule | null
}

/**
 * Checks the rules of a track. `facts` holds the answer to each question: an ISO date, a country's code, an option's
 * value.
 */
export function decideEligibility(
  definition: CallDefinition,
  track: string,
  facts: Record<string, string | undefined>,
): EligibilityDecision {
  const rules = definition.eligibility.rules
    .filter((rule) => !rule.tracks || rule.tracks.includes(track))
    .map((rule) => ({ rule, outcome: decideRule(rule, facts[rule.question]) }))
  const decidedBy = rules.find((entry) => entry.outcome === 'not-met')?.rule ?? null
  const unknown = rules.some((entry) => entry.outcome === 'unknown')
  return { rules, decidedBy, verdict: decidedBy ? 'not-eligible' : unknown ? 'unknown' : 'eligible' }
}

function decideRule({ test }: EligibilityRule, fact: string | undefined): RuleOutcome['outcome'] {
  if (!fact) return 'unknown'
  // ISO dates sort as text.
  if ('bornOnOrAfter' in test) return fact >= test.bornOnOrAfter ? 'met' : 'not-met'
  if ('notIn' in test) return test.notIn.includes(fact) ? 'not-met' : 'met'
  return test.in.includes(fact) ? 'met' : 'not-met'
}
