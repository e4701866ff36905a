import type { CallDefinition, EligibilityRule } from '@/lib/call/definition'
import { decideEligibility, type RuleOutcome } from '@/lib/call/rules'
import type { Facts } from '@/lib/form/definition'

/** The Call's rules that these answers break; such an application cannot be submitted. Pure. */
export function blockingRules(definition: CallDefinition, facts: Facts): EligibilityRule[] {
  return decideRules(definition, facts)
    .filter((entry) => entry.outcome === 'not-met')
    .map((entry) => entry.rule)
}

/** The rules of the application's track, each with its result. */
export function decideRules(definition: CallDefinition, facts: Facts): RuleOutcome[] {
  const answered = Object.fromEntries(
    definition.eligibility.questions.map((question) => [
      question.key,
      question.answeredBy && facts[question.answeredBy],
    ]),
  )
  return decideEligibility(definition, facts.track ?? '', answered).rules
}
