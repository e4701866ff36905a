'use client'

import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, ErrorText } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { saveRanks } from '../actions'
import { type Decision, ranksOf } from '../rank'
import type { Shown } from './candidate-view'
import { Facts } from './facts'

type Props = {
  list: { call: string; institution: string; track: string; version: number }
  candidates: Shown[]
  decision: Decision
}

/** A number for each candidate: the editor without JavaScript, and until its code has loaded. */
export function RankForm({ list, candidates, decision }: Props) {
  const [state, sending] = useSending(saveRanks)
  const ranks = ranksOf(decision.ranked)
  const passed = new Map(decision.passed.map(({ id, reason }) => [id, reason]))
  const problems = Object.entries(state.errors ?? {}).map(([id, message]) => ({ id, message }))
  if (state.message) problems.unshift({ id: 'candidates.0.rank', message: state.message })
  useErrorTitle(state.status === 'error', state)
  return (
    <Form sending={sending} noValidate className="space-y-4">
      <ErrorSummary problems={problems} />
      {Object.entries(list).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>
        Give the best candidate rank 1. Equal ranks are a tie. Leave the rank empty for candidates whom you have not
        decided on.
      </p>
      <ol className="card divide-y divide-line py-1">
        {candidates.map((candidate, at) => {
          const name = (part: string) => `candidates.${at}.${part}`
          const given = (part: string, stored: string) => (state.values ? (state.values[name(part)] ?? '') : stored)
          const error = state.errors?.[name('rank')]
          const isPassed = given('passed', passed.has(candidate.id) ? 'yes' : '') !== ''
          return (
            <li key={candidate.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
              <input type="hidden" name={name('id')} value={candidate.id} />
              <Facts candidate={candidate} />
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <label htmlFor={name('rank')}>Rank</label>
                <input
                  aria-label={`Rank of ${candidate.name}`}
                  id={name('rank')}
                  name={name('rank')}
                  inputMode="numeric"
                  autoComplete="off"
                  maxLength={4}
                  defaultValue={given('rank', String(ranks.get(candidate.id) ?? ''))}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={describedBy(name('rank'), false, error)}
                  className="input !w-20"
                />
                <label className="flex min-h-11 items-center gap-2">
                  <input
                    key={`${isPassed}`}
                    type="checkbox"
                    aria-label={`Not nominated: ${candidate.name}`}
                    name={name('passed')}
                    value="yes"
                    defaultChecked={isPassed}
                    className="size-5 accent-brand-700"
                  />
                  Not nominated
                </label>
                <label className="block">
                  <span className="text-sm">Reason, if not nominated</span>
                  <input
                    aria-label={`Reason, if not nominated: ${candidate.name}`}
                    name={name('reason')}
                    maxLength={500}
                    autoComplete="off"
                    defaultValue={given('reason', passed.get(candidate.id) ?? '')}
                    className="input block"
                    dir="auto"
                  />
                </label>
              </div>
              {error && (
                <div className="basis-full">
                  <ErrorText id={name('rank')}>{error}</ErrorText>
                </div>
              )}
            </li>
          )
        })}
      </ol>
      <Button aria-disabled={sending.pending || undefined}>Save the list</Button>
    </Form>
  )
}
