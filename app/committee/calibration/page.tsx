import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { reads } from '@/db/client'
import { canLead } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { addressOf, viewOf } from '@/lib/selecting/calibration/schema'
import { calibrationState } from '@/lib/selecting/calibration/state'
import { Figures } from '@/lib/selecting/calibration/ui/figures'
import { Status } from '@/lib/selecting/calibration/ui/status'
import { Withheld } from '@/lib/selecting/calibration/ui/withheld'
import { type PageProps, param } from '@/lib/shared/address'
import { Page } from '@/lib/shared/ui/page'
import { Tabs } from '@/lib/shared/ui/tabs'

export const metadata: Metadata = { title: 'Calibration' }

export default async function CalibrationPage({ searchParams }: PageProps) {
  const person = await requireRunner('committee', '/committee/calibration')
  const search = await searchParams
  const { calls, call } = await loadTheirCall(search, ({ id }) => canLead(person, id))
  const { tracks, timeZone } = call.definition
  const track = tracks.find(({ key }) => key === (param(search, 'track') ?? tracks[0]!.key))
  if (!track) notFound()
  const state = await calibrationState(reads, person, call, track.key)
  const asked = Object.fromEntries(['table', 'order', 'page', 'only'].map((name) => [name, param(search, name)]))
  return (
    <Page title="Calibration" caption={call.title} width="wide" back={{ href: '/committee', label: 'Committee' }}>
      <Tabs
        label="Calls"
        tabs={calls.map(({ id, slug: to, title }) => ({
          label: title,
          href: `/committee/calibration?${new URLSearchParams({ call: to })}`,
          current: id === call.id,
        }))}
      />
      {state.withheld ? (
        <Withheld />
      ) : (
        <>
          <p className="max-w-3xl">
            Some reviewers are more severe than others. This page shows each reviewer’s scores beside those of the
            others, what every application would score without the difference, and how sure each rank is. It decides
            nothing.
          </p>
          <Tabs
            label="Tracks"
            tabs={tracks.map(({ key, name }) => ({
              label: name,
              href: addressOf(call.slug, key, {}),
              current: key === track.key,
            }))}
          />
          <Status state={state} call={call.slug} track={track.key} zone={timeZone} />
          {state.kept && state.kept.result.count > 0 && (
            <Figures
              person={person}
              call={call.slug}
              track={track.key}
              result={state.kept.result}
              view={viewOf(asked)}
            />
          )}
        </>
      )}
    </Page>
  )
}
