import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { db } from '@/db/client'
import { definitionAt } from '@/lib/platform/call-store/versions'
import { restore } from '@/lib/running/call-editor/actions'
import { differences } from '@/lib/running/call-editor/differences'
import { loadForEditor } from '@/lib/running/call-editor/load'
import { versionsOf } from '@/lib/running/call-editor/queries'
import { Differences } from '@/lib/running/call-editor/ui/differences'
import { type PageProps, param } from '@/lib/shared/address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Instant } from '@/lib/shared/ui/instant'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Versions' }

type Props = PageProps & { params: Promise<{ slug: string }> }

export default async function VersionsPage({ params, searchParams }: Props) {
  const { call, home } = await loadForEditor((await params).slug, '/versions')
  const { timeZone: zone } = call.definition
  const asked = param(await searchParams, 'version')
  const versions = await versionsOf(db, call.id)
  if (asked !== undefined) {
    const at = versions.findIndex(({ number }) => String(number) === asked)
    const version = versions[at]
    const definition = version && (await definitionAt(db, call.id, version.number))
    if (!definition) notFound()
    const before = versions[at + 1] && (await definitionAt(db, call.id, versions[at + 1]!.number))
    const back = { href: `${home}/versions`, label: 'Versions' }
    return (
      <Page title={`Version ${version.number}`} caption={call.title} back={back}>
        <p dir="auto">{version.note || 'From the data file.'}</p>
        <h2>{before ? `What changed since version ${versions[at + 1]!.number}` : 'The first version that is kept'}</h2>
        {before && <Differences changes={differences(before, definition)} />}
        {version.number !== call.version && (
          <section className="space-y-4">
            <h2>Restore this version</h2>
            <p>
              This version becomes the draft. The deadlines stay as they are. You see the changes before you save them
              as a new version.
              {call.draft && ' It replaces the present draft.'}
            </p>
            <ActionForm action={restore} label={`Make version ${version.number} the draft`} look="secondary">
              <input type="hidden" name="call" value={call.slug} />
              <input type="hidden" name="version" value={version.number} />
              <input type="hidden" name="seen" value={call.revision} />
            </ActionForm>
          </section>
        )}
      </Page>
    )
  }
  return (
    <Page title="Versions" caption={call.title} back={{ href: home, label: call.title }}>
      <p>Each application keeps the number of the version that it was submitted under.</p>
      <ol className="card divide-y divide-line py-1">
        {versions.map(({ number, note, at, by }) => (
          <li key={number} className="space-y-1 py-3">
            <p>
              <Link href={`${home}/versions?version=${number}`} prefetch={false} className="link font-semibold">
                Version {number}
                {number === call.version && ', as it is now'}
              </Link>
            </p>
            <p dir="auto">{note || 'From the data file.'}</p>
            <p className="text-sm text-quiet">
              {by && (
                <>
                  <bdi>{by}</bdi>,{' '}
                </>
              )}
              <Instant at={at} zone={zone} />
            </p>
          </li>
        ))}
      </ol>
    </Page>
  )
}
