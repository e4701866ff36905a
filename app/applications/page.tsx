import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { loadList } from '@/lib/selecting/listing/load'
import { facetOf, panelOf } from '@/lib/selecting/listing/panels'
import { answerList } from '@/lib/selecting/listing/queries'
import { savedViewsOf } from '@/lib/selecting/listing/saved'
import { shownList } from '@/lib/selecting/listing/shown-list'
import { ListScreen } from '@/lib/selecting/listing/ui/list-screen'
import { ListNotice } from '@/lib/selecting/listing/ui/notices'
import { type PageProps, param } from '@/lib/shared/address'
import { Page } from '@/lib/shared/ui/page'
import { Tabs } from '@/lib/shared/ui/tabs'

export const metadata: Metadata = { title: 'Applications' }

export default async function ListPage({ searchParams }: PageProps) {
  const person = await requireRunner('applications', '/applications')
  const asked = await searchParams
  const list = await loadList(db, person, asked)
  if (!list && param(asked, 'call')) notFound()
  if (!list)
    return (
      <Page title="Applications">
        <p className="card">There is no Call yet in which you have a role.</p>
      </Page>
    )
  const { calls, call, visibility, view } = list
  const panel = panelOf(param(asked, 'open'))
  const [answer, views] = await Promise.all([
    answerList(db, visibility, view, facetOf(panel)),
    panel === 'saved' ? savedViewsOf(db, person) : [],
  ])
  return (
    <Page title="Applications" caption={call.title} width="wide">
      <ListNotice asked={asked} />
      {calls.length > 1 && (
        <Tabs
          label="Calls"
          tabs={calls.map(({ id, slug, title }) => ({
            label: title,
            href: `/applications?${new URLSearchParams({ call: slug })}`,
            current: id === call.id,
          }))}
        />
      )}
      <ListScreen list={shownList(list, answer, panel, views)} />
    </Page>
  )
}
