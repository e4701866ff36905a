import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { zoneName } from '@/lib/call/ui/format'
import { type PageProps, param } from '@/lib/call/ui/load'
import { saveFields } from '@/lib/call-editor/actions'
import { controlsOf } from '@/lib/call-editor/edit'
import { loadForEditor } from '@/lib/call-editor/load'
import { findPart, isList } from '@/lib/call-editor/parts'
import { valueAt } from '@/lib/call-editor/paths'
import { progressOfCall } from '@/lib/call-editor/queries'
import { EditForm } from '@/lib/call-editor/ui/edit-form'
import { ListItems } from '@/lib/call-editor/ui/list-items'
import { shownControls } from '@/lib/call-editor/ui/shown'
import { Notice } from '@/lib/ui/notice'
import { Page } from '@/lib/ui/page'

type Props = PageProps & { params: Promise<{ slug: string; part: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findPart((await params).part)?.title ?? 'Edit a Call' }
}

export default async function EditPartPage({ params, searchParams }: Props) {
  const { slug, part: key } = await params
  const { call, home } = await loadForEditor(slug, `/edit/${key}`)
  const part = findPart(key)
  if (!part) notFound()
  const search = await searchParams
  const item = param(search, 'item')
  const hidden = { call: call.slug, part: key, seen: String(call.revision), ...(item && { item }) }
  const controls = isList(part) && item === undefined ? null : controlsOf(part, call.working, item)
  if (controls) {
    const shown = shownControls(controls, call.working, item)
    const { opened } = await progressOfCall(db, call)
    return (
      <Page
        title={isList(part) ? `${part.title}: one ${part.item}` : part.title}
        caption={call.title}
        back={isList(part) ? { href: `${home}/edit/${key}`, label: part.title } : { href: home, label: call.title }}
      >
        {key === 'dates' && opened && (
          <Notice>The Call has opened. Its opening stays, and its closing is moved at “Deadlines”.</Notice>
        )}
        {key === 'dates' && <p>Days and times are in {zoneName(call.working.timeZone)}.</p>}
        <EditForm key={call.revision} action={saveFields} hidden={hidden} controls={shown} />
      </Page>
    )
  }
  if (!isList(part) || item !== undefined) notFound()
  return (
    <Page title={part.title} caption={call.title} back={{ href: home, label: call.title }}>
      {param(search, 'notice') === 'kept' && (
        <Notice tone="good" live>
          <p>Your change is kept in the draft.</p>
        </Notice>
      )}
      <p>{part.about}</p>
      {part.lists(call.working).map(({ path, heading }) => {
        const items = valueAt(call.working, path) as Record<string, unknown>[]
        return (
          <section key={path} className="space-y-3">
            {heading && <h2>{heading}</h2>}
            <ListItems
              key={call.revision}
              {...{ call: call.slug, part: key, seen: call.revision, list: path, item: part.item }}
              names={items.map((one) => part.nameOf(one))}
            />
          </section>
        )
      })}
    </Page>
  )
}
