import { blockingRules } from '@/lib/applying/application/rules-against'
import type { CallDefinition } from '@/lib/call/definition'
import type { Facts } from '@/lib/form/definition'
import { Notice } from '@/lib/shared/ui/notice'

/** The rules of the Call that the answers so far break; nothing without facts. */
export function RulesAgainst({ definition, facts }: { definition: CallDefinition; facts: Facts | null }) {
  const against = facts ? blockingRules(definition, facts) : []
  if (against.length === 0) return null
  return (
    <Notice tone="bad" title="You do not meet a rule of the Call">
      <ul className="list-disc pl-5">
        {against.map((rule) => (
          <li key={rule.key}>
            {rule.text} <span className="text-quiet">({rule.source})</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
