import type { Metadata } from 'next'
import { db } from '@/db/client'
import { recordRead } from '@/lib/applying/application/recorded-reads'
import { viewAsStaff } from '@/lib/applying/application/staff-view'
import { ApplicationName } from '@/lib/applying/application/ui/staff-header'
import { SummaryCard } from '@/lib/applying/application/ui/summary-list'
import { BesideDocuments, InFrame } from '@/lib/applying/application/ui/viewer'
import { lettersOf } from '@/lib/applying/dossier/letters'
import { askedOf } from '@/lib/applying/dossier/queries'
import { Page } from '@/lib/shared/ui/page'

type Props = { params: Promise<{ id: string }> }

const load = (id: string) => viewAsStaff(id, `/applications/${id}/letters`)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Letters of ${(await load((await params).id)).application.number}` }
}

export default async function LettersPage({ params }: Props) {
  const { id } = await params
  const view = await load(id)
  const { person, call } = view
  const letters = (await askedOf(db, id)).flatMap((asked) =>
    lettersOf(call.definition, [asked]).map((letter) => ({ ...letter, id: asked.request.id })),
  )
  if (letters.length > 0) await recordRead(db, person, id, 'letters-read')
  const files = letters.filter(({ file }) => file && !file.held).map(({ id }) => `/api/letters/${id}?view`)
  const cards = letters.map(({ id, title, note, rows, file }) => (
    <div key={id} id={`letter-${id}`} className="space-y-2">
      <SummaryCard section={{ key: id, title, rows, items: [] }} />
      <p className="flex flex-wrap gap-x-4">
        <span className="font-semibold">{note}.</span>
        {file?.held}
        {file && !file.held && (
          <InFrame href={`/api/letters/${id}?view`} what={title}>
            Show the letter’s file
          </InFrame>
        )}
      </p>
    </div>
  ))
  return (
    <Page
      title="Letters and agreement"
      caption={<ApplicationName view={view} />}
      back={{ href: `/applications/${id}`, label: 'Overview' }}
      width={files.length > 0 ? 'wide' : 'narrow'}
    >
      <p>That you read them is recorded. The applicant never sees them.</p>
      {letters.length === 0 && <p className="card">No letter has come yet.</p>}
      {files.length > 0 ? <BesideDocuments first={files[0]}>{cards}</BesideDocuments> : cards}
    </Page>
  )
}
