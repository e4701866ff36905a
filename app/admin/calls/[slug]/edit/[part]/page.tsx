import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { saveFields } from '@/lib/running/call-editor/actions'
import { controlsOf } from '@/lib/running/call-editor/edit'
import { loadForEditor } from '@/lib/running/call-editor/load'
import { isList } from '@/lib/running/call-editor/part'
import { findPart, listOfItem } from '@/lib/running/call-editor/parts'
import { valueAt } from '@/lib/running/call-editor/paths'
import { progressOfCall } from '@/lib/running/call-editor/queries'
import { EditForm } from '@/lib/running/call-editor/ui/edit-form'
import { Lists } from '@/lib/running/call-editor/ui/lists'
import { shownControls } from '@/lib/running/call-editor/ui/shown-controls'
import { noticeIn, type PageProps, param } from '@/lib/shared/address'
import { zoneName } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

type Props = PageProps & { params: Promise<{ slug: string; part: string }> }

const NOTICES: Record<string, string> = {
  kept: 'Your change is kept in the draft.',
  more: 'Your change is kept in the draft. The form now asks for something else, so check it once more.',
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findPart((await params).part)?.title ?? 'Edit a Call' }
}

export default async function EditPartPage({ params, searchParams }: Props) {
  const { slug, part: key } = await params
  const { call, home } = await loadForEditor(slug, `/edit/${key}`)
  const part = findPart(key)
  if (!part) notFound()
  const search = await searchParams
  const item = isList(part) ? param(search, 'item') : undefined
  const { working: definition, revision: seen } = call
  const controls = isList(part) && item === undefined ? null : controlsOf(part, definition, item)
  if (item !== undefined && !controls) notFound()
  const list = item === undefined ? undefined : listOfItem(part, definition, item)
  const lists = isList(part) ? part.lists(definition).filter(({ within }) => within === item) : []
  const [base, named] = [`${home}/edit/${key}`, list?.nameOf(valueAt(definition, item!) as Record<string, unknown>)]
  const up = list?.within
  const back = up
    ? { href: `${base}?item=${up}`, label: listOfItem(part, definition, up)!.nameOf(valueAt(definition, up) as never) }
    : list
      ? { href: base, label: part.title }
      : { href: home, label: call.title }
  const notice = noticeIn(search, NOTICES)
  const isOpened = key === 'dates' && (await progressOfCall(db, call)).opened
  const hidden = { call: call.slug, part: key, seen: String(seen), ...(item && { item }) }
  return (
    <Page title={list ? `${part.title}: one ${list.item}` : part.title} caption={named ?? call.title} back={back}>
      {notice && (
        <Notice tone="good" live>
          <p>{notice}</p>
        </Notice>
      )}
      {!list && <p>{part.about}</p>}
      {isOpened && (
        <Notice>The Call has opened. You can no longer change its opening. Change its closing at “Deadlines”.</Notice>
      )}
      {key === 'dates' && <p>Dates and times are in {zoneName(definition.timeZone)}.</p>}
      {isList(part) && !list && lists.length === 0 && (
        <p>There is nothing to edit here: the Call asks for no letters.</p>
      )}
      <Lists lists={lists} call={call.slug} part={key} seen={seen} definition={definition} />
      {controls && (
        <section className="space-y-4">
          {lists.length > 0 && <h2>Settings</h2>}
          {/* Another item's form has the same names, and would keep this one's values. */}
          <EditForm
            key={`${seen} ${key} ${item}`}
            action={saveFields}
            hidden={hidden}
            controls={shownControls(part, controls, definition, item)}
          />
        </section>
      )}
    </Page>
  )
}
