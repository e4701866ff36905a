import Link from 'next/link'
import type { CallDefinition } from '@/lib/call/definition'
import { labelOf } from '@/lib/selecting/listing/cells'
import { ScrollTable } from '@/lib/shared/ui/table'
import { Tag } from '@/lib/shared/ui/tag'
import type { Decidable } from '../candidates'
import type { Difference, Outcome } from '../compare'
import type { ScenarioResult } from '../simulate'
import { OUTCOMES } from './scenario-words'
import { points, sureInWords } from './words'

const TONES: Record<Outcome, 'green' | 'yellow' | 'grey'> = { award: 'green', waiting: 'yellow', not: 'grey' }

export const OutcomeTag = ({ outcome }: { outcome: Outcome | null }) =>
  outcome ? <Tag tone={TONES[outcome]}>{OUTCOMES[outcome]}</Tag> : <>–</>

const Named = ({ one }: { one: Decidable }) => (
  <th scope="row" className="min-w-44 font-normal">
    <Link prefetch={false} className="link whitespace-nowrap" href={`/applications/${one.id}`}>
      {one.number}
    </Link>{' '}
    <bdi>{one.name}</bdi>
  </th>
)

const Heads = ({ heads }: { heads: string[] }) => (
  <thead className="bg-paper align-bottom">
    <tr>
      {heads.map((head) => (
        <th key={head} scope="col" className="font-semibold">
          {head}
        </th>
      ))}
    </tr>
  </thead>
)

type Byid = Map<string, Decidable>

/** The candidates nearest to the margin: the cost of the opposite decision, and the certainty of their score. */
export function MarginTable({ margin, byId }: { margin: ScenarioResult['margin']; byId: Byid }) {
  if (margin.length === 0) return <p>Nobody is at the margin: everybody has a place, or nobody.</p>
  return (
    <ScrollTable label="At the margin">
      <Heads heads={['Application', 'Now', 'The other way round costs', 'Ranks of the score, 90 %']} />
      <tbody className="tabular-nums">
        {margin.map(({ id, awarded, loss }) => {
          const one = byId.get(id)
          return (
            one && (
              <tr key={id} className="align-top">
                <Named one={one} />
                <td>
                  <Tag tone={awarded ? 'green' : 'grey'}>{awarded ? 'Place' : 'No place'}</Tag>
                </td>
                <td>{loss < 0.0005 ? 'nothing: a tie' : `${points(loss)} points`}</td>
                <td className="whitespace-nowrap">{sureInWords(one, byId.size)}</td>
              </tr>
            )
          )
        })}
      </tbody>
    </ScrollTable>
  )
}

type RowsProps = { rows: { id: string; outcome: Outcome }[]; byId: Byid; definition: CallDefinition }

/** The candidates who are in, wait or are out, in the order of the steps. */
export function OutcomeTable({ rows, byId, definition }: RowsProps) {
  return (
    <ScrollTable label="Applications in and out">
      <Heads heads={['Application', 'Outcome', 'Score', 'Institution’s rank', 'Institution', 'Country', 'Gender']} />
      <tbody className="tabular-nums">
        {rows.map(({ id, outcome }) => {
          const one = byId.get(id)
          if (!one) return null
          const score = one.normalised ?? one.score
          return (
            <tr key={id} className="align-top">
              <Named one={one} />
              <td>
                <OutcomeTag outcome={outcome} />
              </td>
              <td>{score === null ? '–' : points(score)}</td>
              <td>{one.rank ?? '–'}</td>
              <td className="min-w-40">{labelOf(definition, 'institution', one.institution) ?? '–'}</td>
              <td>{labelOf(definition, 'country', one.country) ?? '–'}</td>
              <td>{labelOf(definition, 'gender', one.gender) ?? '–'}</td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}

type DifferenceProps = { list: Difference[]; byId: Byid; names: [one: string, other: string] }

/** The candidates with different results in two scenarios. */
export function DifferenceTable({ list, byId, names }: DifferenceProps) {
  return (
    <ScrollTable label="Applications with another outcome">
      <Heads heads={['Application', ...names.map((name, at) => `${at + 1}: ${name}`)]} />
      <tbody>
        {list.map(({ id, one, other }) => {
          const row = byId.get(id)
          return (
            row && (
              <tr key={id} className="align-top">
                <Named one={row} />
                <td>
                  <OutcomeTag outcome={one} />
                </td>
                <td>
                  <OutcomeTag outcome={other} />
                </td>
              </tr>
            )
          )
        })}
      </tbody>
    </ScrollTable>
  )
}
