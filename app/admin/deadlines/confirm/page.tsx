import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { db } from '@/db/client'
import { confirmExtension } from '@/lib/applying/deadline/actions'
import { previewExtension } from '@/lib/applying/deadline/extend'
import { confirmedSchema } from '@/lib/applying/deadline/schema'
import { lettersUntil } from '@/lib/applying/reference/rules'
import { requireRunner } from '@/lib/people/session'
import { findCall } from '@/lib/platform/call-store/queries'
import { type PageProps, param } from '@/lib/shared/address'
import { PortalError } from '@/lib/shared/errors'
import { count } from '@/lib/shared/format/format'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Check the new deadline' }

const NAMES = ['call', 'scope', 'institution', 'application', 'at', 'reason']

/** What an extension would change, before it does. */
export default async function ConfirmPage({ searchParams }: PageProps) {
  const admin = await requireRunner('deadlines', '/admin/deadlines')
  const search = await searchParams
  const given = NAMES.flatMap((name) => {
    const value = param(search, name)
    return value ? [[name, value] as const] : []
  })
  const input = confirmedSchema.safeParse(Object.fromEntries(given))
  const call = input.success ? await findCall(db, input.data.call) : null
  if (!input.success || !call) redirect('/admin/deadlines')
  const { target, at, reason } = input.data
  const back = `/admin/deadlines?${new URLSearchParams(Object.fromEntries(given))}`
  const preview = await previewExtension(db, admin, call, target, at).catch((error) => {
    if (error instanceof PortalError) return error
    throw error
  })
  if (preview instanceof PortalError) {
    return (
      <Page title="Check the new deadline" caption={call.title} back={{ href: back, label: 'Change it' }}>
        <Notice tone="bad">{preview.message}</Notice>
      </Page>
    )
  }
  const zone = call.definition.timeZone
  const { references } = call.definition
  return (
    <Page title="Check the new deadline" caption={call.title} back={{ href: back, label: 'Change it' }}>
      <dl className="card divide-y divide-line py-1">
        <Row label="Who gets more time">{preview.name ?? 'Everybody'}</Row>
        <Row label="Deadline now">
          <Instant at={preview.closesAt} zone={zone} />
        </Row>
        <Row label="New deadline">
          <strong>
            <Instant at={at} zone={zone} />
          </strong>
        </Row>
        {references && (
          <Row label="Reference letters then come until">
            <Instant at={lettersUntil({ ...call, closesAt: at })} zone={zone} />
          </Row>
        )}
        <Row label="Reason">
          <span dir="auto">{reason}</span>
        </Row>
        <Row label="Who gets a message">{toldInWords(preview.told)}</Row>
      </dl>
      <ActionForm action={confirmExtension} label="Extend the deadline">
        {given.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </ActionForm>
      <p>
        <Link href={`/admin/deadlines?call=${call.slug}`} prefetch={false} className="link">
          Cancel
        </Link>
      </p>
    </Page>
  )
}

const toldInWords = (told: number) =>
  told === 0 ? 'Nobody: no draft gets more time by it' : `${count(told, 'person', 'people')} with a draft`

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-6 py-2 sm:grid-cols-2">
      <dt className="font-semibold">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
