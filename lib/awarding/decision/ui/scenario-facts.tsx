import type { CallDefinition } from '@/lib/call/definition'
import { labelOf } from '@/lib/selecting/listing/cells'
import type { Decidable } from '../candidates'
import { sharesOf } from '../compare'
import type { Scenario } from '../scenario'
import { ruleInWords } from './scenario-words'
import { points } from './words'

type Props = { scenario: Scenario; all: Decidable[]; definition: CallDefinition }

/** The rule of a scenario, its result, and the cost of each of its limits. */
export function ScenarioFacts({ scenario: { rule, result }, all, definition }: Props) {
  const { award, waiting, not, costs, orderCost } = result
  const mean = award.length === 0 ? 0 : result.points / award.length
  const spread = (dimension: 'gender' | 'country' | 'institution', most: number) => {
    const shares = sharesOf(result, all, (one) => one[dimension])
    const words = shares
      .slice(0, most)
      .map(([value, places]) => `${labelOf(definition, dimension, value) ?? 'Not known'} ${places}`)
    return shares.length > most ? `${words.join(', ')}, and ${shares.length - most} more` : words.join(', ') || '–'
  }
  const facts: [string, string][] = [
    ['Places', String(award.length)],
    ['Waiting list', String(waiting.length)],
    ['Not awarded', String(not.length)],
    ['Points', `${points(result.points)}, ${points(mean)} a place`],
    ['Gender', spread('gender', 4)],
    ['Countries', spread('country', 8)],
    ['Institutions', spread('institution', 4)],
  ]
  return (
    <div className="space-y-4">
      <ul className="list-disc pl-5">
        {ruleInWords(rule).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <dl className="card divide-y divide-line py-1">
        {facts.map(([label, value]) => (
          <div key={label} className="grid gap-x-6 py-2 sm:grid-cols-[10rem_1fr]">
            <dt className="font-semibold">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>What each limit costs</h3>
      {costs.length === 0 && !rule.keepOrder ? (
        <p>This scenario has no limits.</p>
      ) : (
        <ul className="card divide-y divide-line py-1">
          {costs.map(({ label, points: cost }) => (
            <Cost key={label} label={label} cost={cost} />
          ))}
          {rule.keepOrder && <Cost label="Keeping the institutions’ order" cost={orderCost} />}
        </ul>
      )}
    </div>
  )
}

const Cost = ({ label, cost }: { label: string; cost: number }) => (
  <li className="flex flex-wrap justify-between gap-x-4 py-2">
    <span>{label}</span>
    <span className="tabular-nums">{cost < 0.0005 ? 'nothing' : `${points(cost)} points`}</span>
  </li>
)
