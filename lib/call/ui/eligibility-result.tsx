import Link from 'next/link'
import type { CallDefinition, EligibilityRule } from '@/lib/call/definition'
import { decideEligibility, type EligibilityDecision, type RuleOutcome } from '@/lib/call/rules'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Tag, type Tone } from '@/lib/shared/ui/tag'
import type { Phase } from './phase'

type Props = {
  definition: CallDefinition
  track: string
  facts: Record<string, string>
  phase: Phase
  href: (path: string) => string
}

const RULE_WORDS: Record<RuleOutcome['outcome'], { tone: Tone; text: string }> = {
  met: { tone: 'green', text: 'Met' },
  'not-met': { tone: 'red', text: 'Not met' },
  unknown: { tone: 'yellow', text: 'Not known' },
}

const PHASE_WORDS = {
  before: 'Applications are not open yet.',
  closed: 'Applications are closed: this is how the rules of the closed Call apply to you.',
}

/** The verdict, the rule that decides, then how each rule stands. */
export function EligibilityResult({ definition, track, facts, phase, href }: Props) {
  const { verdict, rules } = decideEligibility(definition, track, facts)
  const name = definition.tracks.find((one) => one.key === track)?.name ?? track
  const outcome = verdict === 'unknown' ? 'unknown' : 'not-met'
  const deciding = rules.filter((one) => one.outcome === outcome).map((one) => one.rule)
  return (
    <section aria-labelledby="result" className="max-w-3xl space-y-6">
      <h2 id="result" className="sr-only">
        Result
      </h2>
      {phase !== 'open' && <p>{PHASE_WORDS[phase]}</p>}
      <Answer verdict={verdict} track={name} deciding={deciding} definition={definition} />
      {verdict === 'eligible' && (
        <div className="flex flex-wrap gap-3">
          {phase === 'open' && <ButtonLink href="/apply">Apply</ButtonLink>}
          <ButtonLink href={href('/call#documents')} look="secondary">
            See what to prepare
          </ButtonLink>
        </div>
      )}
      <div>
        <h3>Rule by rule</h3>
        <ul className="mt-2 divide-y divide-line border-y border-line">
          {rules.map(({ rule, outcome }) => (
            <li key={rule.key} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[1fr_auto]">
              <div>
                <p>{rule.text}</p>
                <p className="text-sm text-quiet">Source: {rule.source}</p>
              </div>
              <div>
                <Tag tone={RULE_WORDS[outcome].tone}>{RULE_WORDS[outcome].text}</Tag>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

type AnswerProps = {
  verdict: EligibilityDecision['verdict']
  track: string
  deciding: EligibilityRule[]
  definition: CallDefinition
}

function Answer(props: AnswerProps) {
  const { verdict, track, deciding, definition } = props
  if (verdict === 'eligible')
    return (
      <Notice tone="good" title={`Yes, by your answers you are eligible for ${track}`}>
        <p>This is not a decision: your institution checks the documents that you submit.</p>
      </Notice>
    )
  if (verdict === 'not-eligible')
    return (
      <Notice tone="bad" title={`No, by your answers you are not eligible for ${track}`}>
        {deciding.map((rule) => (
          <p key={rule.key}>
            What decides: {rule.text} ({rule.source})
          </p>
        ))}
      </Notice>
    )
  const questions = definition.eligibility.questions.filter((question) =>
    deciding.some((rule) => rule.question === question.key),
  )
  return (
    <Notice tone="warning" title="We cannot tell yet">
      <p>None of your answers rules you out. Still open:</p>
      <ul className="list-disc pl-5">
        {questions.map((question) => (
          <li key={question.key}>
            <Link href={`#${question.key}`} className="link">
              {question.label}
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
