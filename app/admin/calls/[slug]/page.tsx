import type { Metadata } from 'next'
import Link from 'next/link'
import { db } from '@/db/client'
import { checklist } from '@/lib/running/call-editor/checklist'
import { loadForEditor } from '@/lib/running/call-editor/load'
import { findPart, PARTS } from '@/lib/running/call-editor/parts'
import { officersIn } from '@/lib/running/call-editor/queries'
import { noticeIn, type PageProps } from '@/lib/shared/address'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { Tag } from '@/lib/shared/ui/tag'

export const metadata: Metadata = { title: 'Edit a Call' }

type Props = PageProps & { params: Promise<{ slug: string }> }

const NOTICES: Record<string, string> = {
  kept: 'Your change is kept in the draft. Only admins see it until an admin saves it as a version.',
  discarded: 'The draft is discarded. The Call is as it was.',
  saved: 'The Call is saved as a new version. Everybody sees it from now on.',
  published: 'The Call is published. Everybody sees it from now on.',
  begun: 'The new Call is begun. Check its parts, then publish it.',
}

const SAVED_HIDDEN = 'The Call is saved as a new version. Only admins see it until an admin publishes it.'

export default async function EditCallPage({ params, searchParams }: Props) {
  const { call, home } = await loadForEditor((await params).slug)
  const search = await searchParams
  const notice = noticeIn(search, call.published ? NOTICES : { ...NOTICES, saved: SAVED_HIDDEN })
  const { timeZone: zone } = call.working
  const checks = call.published ? [] : checklist(call.working, new Date(), await officersIn(db, call.id))
  return (
    <Page
      title={call.title}
      caption={`Address ${call.slug}, version ${call.version}`}
      back={{ href: '/admin/calls', label: 'Calls' }}
    >
      {notice && (
        <Notice tone="good" live>
          <p>{notice}</p>
        </Notice>
      )}
      {call.draft && (
        <Notice tone="warning" title="There are changes that are not saved yet">
          <p>
            The last change is by <bdi>{call.draft.by}</bdi>, <Instant at={call.draft.at} zone={zone} />. Review the
            changes, then save or discard them.
          </p>
          <p className="mt-2 flex flex-wrap gap-3">
            <ButtonLink href={`${home}/review`}>Review the changes</ButtonLink>
          </p>
        </Notice>
      )}
      {!call.published && (
        <section className="space-y-4">
          <h2>Before you publish it</h2>
          <ul className="card divide-y divide-line py-1">
            {checks.map(({ done, text, part }) => (
              <li key={text} className="py-2">
                <Tag tone={done ? 'green' : 'yellow'}>{done ? 'Done' : 'To check'}</Tag>{' '}
                {findPart(part) ? (
                  <Link href={`${home}/edit/${part}`} prefetch={false} className="link">
                    {findPart(part)!.title}: {text}
                  </Link>
                ) : (
                  text
                )}
              </li>
            ))}
          </ul>
          <ButtonLink href={`${home}/publish`}>Publish the Call…</ButtonLink>
        </section>
      )}
      <section className="space-y-4">
        <h2>Parts</h2>
        <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
          {PARTS.map(({ key, title, about }) => (
            <li key={key}>
              <Link href={`${home}/edit/${key}`} prefetch={false} className="link font-semibold">
                {title}
              </Link>
              <p>{about}</p>
            </li>
          ))}
          <li>
            <Link href={`${home}/json`} prefetch={false} className="link font-semibold">
              The whole Call as JSON
            </Link>
            <p>
              For experts. It also has the parts without a form here, such as groups, reading languages and limits of
              nominations.
            </p>
          </li>
        </ul>
      </section>
      <nav aria-label="More of this Call">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          <li>
            <Link href={`${home}/preview`} prefetch={false} className="link">
              Preview of the public page
            </Link>
          </li>
          <li>
            <Link href={`${home}/versions`} prefetch={false} className="link">
              Versions
            </Link>
          </li>
          {call.published && (
            <li>
              <Link href={`/call?call=${call.slug}`} prefetch={false} className="link">
                The public page as it is
              </Link>
            </li>
          )}
        </ul>
      </nav>
    </Page>
  )
}
