'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { SmallButton } from '@/lib/shared/ui/small-button'
import { type Decision, type Entry, moveTo, ranksOf, without } from '../rank'
import { obstacles } from '../rules'
import type { EditorProps } from './candidate-view'
import { Facts } from './facts'
import { RankedList } from './ranked-list'
import { ListConflict, SavingStatus } from './saving-status'
import { useList } from './use-list'

/** The list in three parts: nominated in order, undecided, not nominated. Each change saves itself. */
export default function Board({ list, candidates, decision: first, limit, handIn }: EditorProps) {
  const url = `/api/nominations/${[list.call, list.institution, list.track].map(encodeURIComponent).join('/')}`
  const { decision, saving, restored, change, keep, flush, unsaved } = useList(url, {
    version: list.version,
    decision: first,
  })
  const byId = useMemo(() => new Map(candidates.map((candidate) => [candidate.id, candidate])), [candidates])
  const [said, setSaid] = useState('')
  const focus = useRef<string | null>(null)
  const { ranked, passed } = decision
  const decided = new Set([...ranked, ...passed].map(({ id }) => id))
  const undecided = candidates.filter(({ id }) => !decided.has(id))
  const against = obstacles({ ranked: ranked.length, passed: passed.length, undecided: undecided.length, limit })

  // A moved row keeps the focus.
  useEffect(() => {
    if (focus.current) document.getElementById(focus.current)?.focus()
    focus.current = null
  })

  const put = (next: Decision, id: string) => {
    const rank = ranksOf(next.ranked).get(id)
    const place = rank
      ? `rank ${rank} of ${next.ranked.length} nominated`
      : next.passed.some((one) => one.id === id)
        ? 'not nominated'
        : 'to decide'
    setSaid(`${byId.get(id)?.name}: ${place}.`)
    change(next)
  }
  const rank = (next: Entry[], id: string) => {
    focus.current = document.activeElement?.id ?? null
    put({ ranked: next, passed: passed.filter((one) => one.id !== id) }, id)
  }
  const nominate = (id: string) => {
    rank(moveTo(ranked, id, ranked.length), id)
    focus.current = `drag-${id}`
  }
  const pass = (id: string) => {
    put({ ranked: without(ranked, id), passed: [...passed, { id, reason: '' }] }, id)
    focus.current = `reason-${id}`
  }
  const undo = (id: string) => {
    put({ ranked, passed: passed.filter((one) => one.id !== id) }, id)
    focus.current = `nominate-${id}`
  }
  const explain = (id: string, reason: string) =>
    change({ ranked, passed: passed.map((one) => (one.id === id ? { id, reason } : one)) })

  return (
    <div className="space-y-6">
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
          <RankedList ranked={ranked} candidates={byId} change={rank} pass={pass} />
        )}
      </section>
      {undecided.length > 0 && (
        <section className="space-y-3" aria-labelledby="undecided">
          <h2 id="undecided">To decide ({undecided.length})</h2>
          {undecided.length > 1 && <p className="text-quiet">The best score first.</p>}
          <ul className="card divide-y divide-line py-1">
            {undecided.map((candidate) => (
              <li key={candidate.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
                <Facts candidate={candidate} />
                <div className="flex flex-wrap gap-2">
                  <SmallButton
                    id={`nominate-${candidate.id}`}
                    label={`Nominate ${candidate.name}`}
                    onClick={() => nominate(candidate.id)}
                  >
                    Nominate
                  </SmallButton>
                  <SmallButton label={`Not nominated: ${candidate.name}`} onClick={() => pass(candidate.id)}>
                    Not nominated
                  </SmallButton>
                </div>
              </li>
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
                <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
                  <Facts candidate={candidate} />
                  <label className="basis-64">
                    <span className="text-sm">Reason (optional)</span>
                    <input
                      aria-label={`Reason (optional): ${candidate.name}`}
                      id={`reason-${id}`}
                      className="input block"
                      maxLength={500}
                      autoComplete="off"
                      dir="auto"
                      value={reason}
                      onChange={(event) => explain(id, event.target.value)}
                    />
                  </label>
                  <div className="flex flex-wrap gap-2">
                    <SmallButton label={`Nominate ${candidate.name}`} onClick={() => nominate(id)}>
                      Nominate
                    </SmallButton>
                    <SmallButton label={`Decide later: ${candidate.name}`} onClick={() => undo(id)}>
                      Decide later
                    </SmallButton>
                  </div>
                </li>
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
