import type { Metadata } from 'next'
import { db } from '@/db/client'
import { canReopenNominations } from '@/lib/people/permissions'
import { KEPT_AWAY, roleOn } from '@/lib/selecting/nomination/access'
import { limitFor } from '@/lib/selecting/nomination/limit'
import { type ListPageProps, loadList } from '@/lib/selecting/nomination/load'
import { candidatesOf, reopeningsOf } from '@/lib/selecting/nomination/queries'
import { isOver, nominationDeadline } from '@/lib/selecting/nomination/rules'
import { HandedInList } from '@/lib/selecting/nomination/ui/handed-in-list'
import { ListTools } from '@/lib/selecting/nomination/ui/list-tools'
import { OpenList } from '@/lib/selecting/nomination/ui/open-list'
import { Reopenings } from '@/lib/selecting/nomination/ui/signature'
import { noticeIn, param } from '@/lib/shared/address'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

const NOTICES: Record<string, string> = {
  saved: 'The list is saved.',
  'handed-in': 'The list is handed in. A receipt is on its way to the officers of the institution.',
  reopened: 'The list is open again. We have told the officers of the institution.',
}

/** Several lists may be open in tabs side by side. */
export async function generateMetadata(props: ListPageProps): Promise<Metadata> {
  const { institution, track } = await loadList(props)
  return { title: `Ranked list: ${track.name}, ${institution.abbreviation ?? institution.name}` }
}

export default async function ListPage(props: ListPageProps) {
  const search = await props.searchParams
  const { key, person, call, institution, track, keptAway, list } = await loadList(props)
  const { definition } = call
  const page = {
    title: `${track.name}, ${institution.name}`,
    caption: `${call.title}: nominations`,
    back: { href: `/nominations?call=${encodeURIComponent(call.slug)}`, label: 'All lists' },
    width: 'wide' as const,
  }
  if (keptAway) {
    return (
      <Page {...page}>
        <Notice title="You keep away from this list">{KEPT_AWAY}</Notice>
      </Page>
    )
  }
  const [candidates, reopenings] = await Promise.all([
    candidatesOf(db, person, call.id, key),
    reopeningsOf(db, call.id, key),
  ])
  const deadline = nominationDeadline(definition)
  const over = isOver(definition, new Date())
  const notice = noticeIn(search, NOTICES)
  const named = { call: call.slug, ...key }
  return (
    <Page {...page}>
      {notice && (
        <Notice tone="good" live>
          {notice}
        </Notice>
      )}
      {list?.handedInAt ? (
        <HandedInList
          list={list}
          candidates={candidates}
          named={named}
          zone={definition.timeZone}
          mayReopen={canReopenNominations(person, call.id)}
        />
      ) : (
        <>
          {deadline && (
            <p>
              To be handed in by <Instant at={deadline} zone={definition.timeZone} />
              {over && ': the deadline is over'}.
            </p>
          )}
          <OpenList
            candidates={candidates}
            named={named}
            version={list?.version ?? 0}
            page={Number(param(search, 'page'))}
            limit={limitFor(definition, key.institution, key.track)}
            closed={over && roleOn(person, call.id, key.institution) === 'officer'}
          />
        </>
      )}
      {candidates.length > 0 && <ListTools {...named} />}
      <Reopenings reopenings={reopenings} zone={definition.timeZone} />
    </Page>
  )
}
