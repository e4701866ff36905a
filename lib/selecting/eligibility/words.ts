import type { Decision, Verdict } from '@/lib/lifecycle/checks'
import type { Tone } from '@/lib/shared/ui/tag'
import type { Finding, Item } from './items'

/** The check of eligibility in words. Pure. */

export const DECIDED: Record<Decision, string> = {
  eligible: 'Eligible',
  ineligible: 'Not eligible',
  returned: 'Returned for correction',
}

export const VERDICT: Record<Verdict, { tone: Tone; text: string }> = {
  met: { tone: 'green', text: 'Met' },
  'not-met': { tone: 'red', text: 'Not met' },
  unclear: { tone: 'yellow', text: 'Unclear' },
}

/** The machine's findings; a verdict is a person's. */
export const FOUND: Record<Finding, { tone: Tone; text: string }> = {
  met: { tone: 'green', text: 'Seems met' },
  'not-met': { tone: 'red', text: 'Seems not met' },
  look: { tone: 'yellow', text: 'To look at' },
}

export const PARTS: Record<Item['part'], string> = {
  rules: 'Rules of the Call',
  documents: 'Documents',
  letters: 'Letters and agreement',
}
