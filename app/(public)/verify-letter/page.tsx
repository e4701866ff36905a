import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CodeForm } from '@/lib/awarding/offer/ui/code-form'
import { folded } from '@/lib/form/fold'
import { type PageProps, param } from '@/lib/shared/address'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Verify a letter', robots: { index: false } }

/** For people who check a letter: its code leads to what the portal knows of it. */
export default async function VerifyLetterPage({ searchParams }: PageProps) {
  const typed = param(await searchParams, 'code')
  const code =
    typed &&
    folded(typed)
      .replace(/[^0-9A-Za-z-]/g, '')
      .slice(0, 100)
  if (code) redirect(`/verify-letter/${encodeURIComponent(code)}`)
  return (
    <Page title="Verify a letter">
      <p>
        Every letter that offers a scholarship carries a code of four groups of five letters and digits. Type it to see
        whether the letter is genuine and the offer still stands.
      </p>
      <CodeForm error={typed === undefined ? undefined : 'Enter the code of the letter'} />
    </Page>
  )
}
