'use client'

import { memo, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import type { WholeList } from '../candidacies'
import { type Decision, type Entry, moveTo, ranksOf, without } from '../rank'
import { obstacles } from '../rules'
import { decidedOn, type EditorProps, routeOf, shownOf } from './candidate-view'
import { FACTS } from './facts'
import { RankedList } from './ranked-list'
import { PassedRow, UndecidedRow } from './rows'
import { ListConflict, SavingStatus } from './saving-status'
import { useList } from './use-list'

/** A row that did not change is not rendered anew: of hundreds, a key pressed in one changes that one. */
const [Ranked, Undecided, Passed] = [memo(RankedList), memo(UndecidedRow), memo(PassedRow)]

type Props = Pick<EditorProps, 'list' | 'limit' | 'handIn'> & { whole: WholeList }

/** The list in three parts: nominated in order, undecided, not nominated. Each change saves itself. */
export default function Board({ list, whole, limit, handIn }: Props) {
  const { version, candidates: candidacies } = whole
  const [first] = useState(() => ({ version, decision: decidedOn(candidacies) }))
  const { decision, saving, restored, change, keep, flush, unsaved } = useList(routeOf(list), first)
  const candidates = useMemo(() => candidacies.map(shownOf), [candidacies])
  const byId = useMemo(() => new Map(candidates.map((candidate) => [candidate.id, candidate])), [candidates])
  const [said, setSaid] = useState('')
  const focus = useRef<string | null>(null)
  const { ranked, passed } = decision
  const decided = new Set([...ranked, ...passed].map(({ id }) => id))
  const undecided = candidates.filter(({ id }) => !decided.has(id))
  const against = obstacles({ ranked: ranked.length, passed: passed.length, undecided: undecided.length, limit })

  // A moved row keeps the focus. At once: an effect of an earlier render, which may still wait, would not find the row.
  useLayoutEffect(() => {
    if (focus.current) document.getElementById(focus.current)?.focus()
    focus.current = null
  })

  const put = useCallback(
    (id: string, step: (before: Decision) => Decision, focused: string | null) => {
      const next = change(step)
      const rank = ranksOf(next.ranked).get(id)
      const place = rank
        ? `rank ${rank} of ${next.ranked.length} nominated`
        : next.passed.some((one) => one.id === id)
          ? 'not nominated'
          : 'to decide'
      setSaid(`${byId.get(id)?.name}: ${place}.`)
      focus.current = focused
    },
    [byId, change],
  )
  const rank = useCallback(
    (id: string, step: (ranked: Entry[]) => Entry[]) =>
      put(id, (before) => ({ ...before, ranked: step(before.ranked) }), document.activeElement?.id ?? null),
    [put],
  )
  const nominate = useCallback(
    (id: string) =>
      put(
        id,
        (before) => ({ ranked: moveTo(before.ranked, id, before.ranked.length), passed: off(before, id) }),
        `drag-${id}`,
      ),
    [put],
  )
  const pass = useCallback(
    (id: string) =>
      put(
        id,
        (before) => ({ ranked: without(before.ranked, id), passed: [...off(before, id), { id, reason: '' }] }),
        `reason-${id}`,
      ),
    [put],
  )
  const undo = useCallback(
    (id: string) => put(id, (before) => ({ ...before, passed: off(before, id) }), `nominate-${id}`),
    [put],
  )
  const explain = useCallback(
    (id: string, reason: string) =>
      change((before) => ({ ...before, passed: before.passed.map((one) => (one.id === id ? { id, reason } : one)) })),
    [change],
  )

  return (
    <div className={`space-y-6 ${FACTS}`}>
      <SavingStatus saving={saving} />
      {restored && (
        <Notice live>The list as you left it here, which was not sent then, has been put back and is sent now.</Notice>
      )}
      {saving.kind === 'conflict' && <ListConflict conflict={saving} candidates={byId} keep={keep} />}
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      <section className="space-y-3" aria-labelledby="nominated">
        <h2 id="nominated">Nominated, the best first</h2>
        <p aria-live="polite" className={limit !== null && ranked.length > limit ? 'font-semibold text-bad' : ''}>
          {limit === null
            ? `${ranked.length} nominated. This list has no limit.`
            : `${ranked.length} nominated, at most ${limit}${ranked.length > limit ? `: ${ranked.length - limit} too many` : ''}.`}
        </p>
        {ranked.length === 0 ? (
          <p className="card">
            Nobody yet. Choose “Nominate” below for whom you want, then drag them into order or use the arrows.
          </p>
        ) : (
          <Ranked ranked={ranked} candidates={byId} change={rank} pass={pass} />
        )}
      </section>
      {undecided.length > 0 && (
        <section className="space-y-3" aria-labelledby="undecided">
          <h2 id="undecided">To decide ({undecided.length})</h2>
          {undecided.length > 1 && <p className="text-quiet">The best score first.</p>}
          <ul className="card divide-y divide-line py-1">
            {undecided.map((candidate) => (
              <Undecided key={candidate.id} candidate={candidate} nominate={nominate} pass={pass} />
            ))}
          </ul>
        </section>
      )}
      {passed.length > 0 && (
        <section className="space-y-3" aria-labelledby="passed">
          <h2 id="passed">Not nominated ({passed.length})</h2>
          <p className="text-quiet">The reason is for your institution and the admins. Applicants do not see it.</p>
          <ul className="card divide-y divide-line py-1">
            {passed.map(({ id, reason }) => {
              const candidate = byId.get(id)
              if (!candidate) return null
              return (
                <Passed
                  key={id}
                  candidate={candidate}
                  reason={reason}
                  explain={explain}
                  nominate={nominate}
                  undo={undo}
                />
              )
            })}
          </ul>
        </section>
      )}
      <section className="space-y-3" aria-labelledby="hand-in">
        <h2 id="hand-in">Hand the list in</h2>
        {against.length > 0 ? (
          <ul className="list-disc space-y-1 pl-5">
            {against.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : (
          <>
            <p>Everybody is decided on. On the next page you see the list once more and sign it.</p>
            <ButtonLink
              href={handIn}
              onClick={async (event) => {
                if (!unsaved()) return
                event.preventDefault()
                await flush()
                if (!unsaved()) window.location.assign(handIn)
              }}
            >
              Check and sign the list
            </ButtonLink>
          </>
        )}
      </section>
    </div>
  )
}

/** The others who are not nominated. */
const off = ({ passed }: Decision, id: string) => passed.filter((one) => one.id !== id)
