import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { canConfigure } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { callsToEdit } from '@/lib/running/call-editor/queries'
import { BeginForm } from '@/lib/running/call-editor/ui/begin-form'
import { type PageProps, param } from '@/lib/shared/address'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'New Call' }

export default async function NewCallPage({ searchParams }: PageProps) {
  const admin = await requireRunner('calls', '/admin/calls/new')
  if (!canConfigure(admin, null)) notFound()
  const calls = await callsToEdit(db, admin)
  const given = param(await searchParams, 'from')
  const from = calls.find(({ slug }) => slug === given) ?? calls[0]
  return (
    <Page title="New Call" back={{ href: '/admin/calls', label: 'Calls' }}>
      <p>
        The new Call begins as a copy of the form, documents, criteria, institutions and texts. The portal does not copy
        applications, people and decisions. Only admins see the new Call until you publish it.
      </p>
      <BeginForm calls={calls.map(({ slug, title }) => [slug, `${title} (${slug})`])} from={from?.slug ?? ''} />
    </Page>
  )
}
