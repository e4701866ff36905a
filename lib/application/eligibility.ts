import type { CallDefinition, EligibilityRule } from '@/lib/call/definition'
import { decideEligibility } from '@/lib/call/rules'
import type { Facts } from '@/lib/form/definition'

/** The Call's rules that these answers break; an application that breaks one cannot be handed in. */
export function blockingRules(definition: CallDefinition, facts: Facts): EligibilityRule[] {
  const answered = Object.fromEntries(
    definition.eligibility.questions.map((question) => [
      question.key,
      question.answeredBy && facts[question.answeredBy],
    ]),
  )
  const decision = decideEligibility(definition, facts.track ?? '', answered)
  return decision.rules.filter((entry) => entry.outcome === 'not-met').map((entry) => entry.rule)
}
