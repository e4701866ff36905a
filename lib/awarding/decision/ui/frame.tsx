import type { ReactNode } from 'react'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { Tabs } from '@/lib/shared/ui/tabs'
import { decisionsAt } from '../address'
import { KEPT_FROM_TRACK } from '../conflict-guard'
import type { Loaded } from '../load'

const PARTS = [
  ['', 'Board'],
  ['/waiting', 'Waiting list'],
  ['/scenarios', 'Scenarios'],
  ['/places', 'Places and limits'],
  ['/release', 'Release of results'],
] as const

type Props = {
  loaded: Loaded
  part: (typeof PARTS)[number][0]
  title: string
  /** Whether the page is about one track, or about all of the Call. */
  of: 'track' | 'call'
  notice?: ReactNode
  children: ReactNode
}

/**
 * The frame of a decision page, with links to the others and to Calls and tracks; a person who keeps away sees only a
 * notice.
 */
export function DecisionPage({ loaded, part, title, of, notice, children }: Props) {
  const { calls, call, track, where, kept, keptFromAny } = loaded
  const away = of === 'track' ? kept : keptFromAny
  return (
    <Page title={title} caption={of === 'track' ? `${call.title}, ${track.name}` : call.title} width="wide">
      <Tabs
        label="Decisions"
        tabs={PARTS.map(([to, label]) => ({ label, href: decisionsAt(to, where), current: to === part }))}
      />
      <Tabs
        label="Calls"
        tabs={calls.map(({ id, slug, title: label }) => ({
          label,
          href: decisionsAt(part, { call: slug, track: '' }),
          current: id === call.id,
        }))}
      />
      {of === 'track' && (
        <Tabs
          label="Tracks"
          tabs={call.definition.tracks.map(({ key, name }) => ({
            label: name,
            href: decisionsAt(part, { call: call.slug, track: key }),
            current: key === track.key,
          }))}
        />
      )}
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      {away ? <Notice title="You keep away from these decisions">{KEPT_FROM_TRACK}</Notice> : children}
    </Page>
  )
}
