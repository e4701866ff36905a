'use client'

import { Button } from '@/lib/shared/ui/button'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { describedBy, ErrorText } from '@/lib/shared/ui/field'
import { useErrorTitle } from '@/lib/shared/ui/fields'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { Pages } from '@/lib/shared/ui/table'
import { saveRanks } from '../actions'
import { listPath, pagesOf } from '../rules'
import { type EditorProps, shownOf } from './candidate-view'
import { FACTS, Facts } from './facts'

/** The looks of the rows stand at the list. Labels wrap below the candidate on a narrow screen. */
const ROWS =
  '[&>li]:flex [&>li]:flex-wrap [&>li]:items-center [&>li]:gap-x-3 [&>li]:gap-y-2 [&>li]:py-2 [&_label]:flex [&_label]:min-h-9 [&_label]:items-center [&_label]:gap-2 [&_label]:text-sm [&_.input]:w-16 pointer-fine:[&_.input]:min-h-9 pointer-fine:[&_.input]:py-1 [&_label:last-of-type>.input]:w-40 [&_[type=checkbox]]:size-5 [&_[type=checkbox]]:accent-brand-700'

/**
 * A number for each candidate: the editor without JavaScript, and until its code has loaded. It has a page of the
 * candidates; those of other pages keep what was decided on them.
 */
export function RankForm({ list, candidates, total, page }: EditorProps) {
  const [state, sending] = useSending(saveRanks)
  const problems = Object.entries(state.errors ?? {}).map(([id, message]) => ({ id, message }))
  if (state.message) problems.unshift({ id: 'candidates.0.rank', message: state.message })
  useErrorTitle(state.status === 'error', state)
  const pages = pagesOf(total)
  return (
    <Form sending={sending} noValidate autoComplete="off" className="space-y-4">
      <ErrorSummary problems={problems} />
      {Object.entries({ ...list, page }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>
        Give the best candidate rank 1. Equal ranks are a tie. Leave the rank empty for candidates whom you have not
        decided on. The reason is for those who are not nominated.
        {pages > 1 && ' Save the list before you go to another page.'}
      </p>
      <ol className={`card divide-y divide-line py-1 ${FACTS} ${ROWS}`}>
        {candidates.map((candidacy, at) => {
          const candidate = shownOf(candidacy)
          const decided = candidacy[4]
          const name = (part: string) => `candidates.${at}.${part}`
          const given = (part: string, stored: string) => (state.values ? (state.values[name(part)] ?? '') : stored)
          const error = state.errors?.[name('rank')]
          const isPassed = given('passed', typeof decided === 'string' ? 'yes' : '') !== ''
          return (
            <li key={candidate.id}>
              <input type="hidden" name={name('id')} value={candidate.id} />
              <Facts candidate={candidate} />
              <label>
                Rank
                <input
                  aria-label={`Rank of ${candidate.name}`}
                  id={name('rank')}
                  name={name('rank')}
                  inputMode="numeric"
                  maxLength={4}
                  defaultValue={given('rank', typeof decided === 'number' ? String(decided) : '')}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={describedBy(name('rank'), false, error)}
                  className="input"
                />
              </label>
              <label>
                <input
                  key={`${isPassed}`}
                  type="checkbox"
                  aria-label={`Not nominated: ${candidate.name}`}
                  name={name('passed')}
                  defaultChecked={isPassed}
                />
                Not nominated
              </label>
              <label>
                Reason
                <input
                  aria-label={`Reason, if not nominated: ${candidate.name}`}
                  name={name('reason')}
                  maxLength={500}
                  defaultValue={given('reason', typeof decided === 'string' ? decided : '')}
                  className="input"
                  dir="auto"
                />
              </label>
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
      <Pages page={page} pages={pages} hrefOf={(to) => `${listPath(list.call, list)}&page=${to}`} />
    </Form>
  )
}
