import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { asReviewer, knownOf, loadsOf } from '@/lib/selecting/assignment/current-load'
import { acceptsSchema } from '@/lib/selecting/assignment/schema'
import { ConfirmLoad } from '@/lib/selecting/assignment/ui/confirm-load'
import { LoadForm } from '@/lib/selecting/assignment/ui/load-form'
import { type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { Tabs } from '@/lib/shared/ui/tabs'

export const metadata: Metadata = { title: 'How many applications you take on' }

/** The typed number; null if it is not a number, or too high. */
function numberOf(typed: string, most: number): number | null {
  const read = acceptsSchema.safeParse(typed)
  return read.success && read.data <= most ? read.data : null
}

export default async function LoadPage({ searchParams }: PageProps) {
  const person = await requireRunner('review', '/review/load')
  const search = await searchParams
  const calls = await loadsOf(db, person)
  const slug = param(search, 'call')
  const call = slug ? calls.find((one) => one.slug === slug) : calls[0]
  if (slug && !call) notFound()
  const back = { href: '/review', label: 'Reviews' }
  const reviewer = call && (await asReviewer(db, person, call.id))
  if (!call || !reviewer)
    return (
      <Page title="How many applications you take on" back={back}>
        <p>Nobody has set a limit for you yet. There is nothing to answer.</p>
      </Page>
    )
  const known = await knownOf(db, person, call.id)
  const { most, limit } = reviewer
  const typed = param(search, 'accepts')
  const accepts = typed === undefined ? null : numberOf(typed, most)
  const problem = typed !== undefined && accepts === null ? `Enter a whole number from 0 to ${most}` : null
  const begun = known.filter((one) => one.begun).length
  return (
    <Page title="How many applications you take on" caption={call.title} back={back}>
      {calls.length > 1 && (
        <Tabs
          label="Calls"
          tabs={calls.map((one) => ({
            label: one.title,
            current: one.id === call.id,
            href: `/review/load?${new URLSearchParams({ call: one.slug })}`,
          }))}
        />
      )}
      {param(search, 'notice') === 'saved' && typed === undefined && (
        <Notice tone="good" live title="Saved">
          <p>You take on {count(limit, 'application')}. We have told the chief reviewer.</p>
        </Notice>
      )}
      <p>
        You take on {limit === most ? `up to ${most}` : `${limit} of at most ${most}`} applications.{' '}
        {known.length === 0 ? 'You have none yet.' : `You have ${known.length}, and have begun or finished ${begun}.`}{' '}
        If that is too much, say how many you can do in all, those that you have finished included. You can raise it
        again later; what went back comes again only if the chief reviewer gives it to you.
      </p>
      <LoadForm call={call.slug} most={most} value={typed ?? String(limit)} problem={problem} />
      {accepts !== null && <ConfirmLoad call={call.slug} known={known} limit={limit} accepts={accepts} />}
    </Page>
  )
}
