import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { db } from '@/db/client'
import { lookUpLetter } from '@/lib/awarding/offer/look-up'
import { CodeForm } from '@/lib/awarding/offer/ui/code-form'
import { FoundLetter } from '@/lib/awarding/offer/ui/found-letter'
import { clientOf } from '@/lib/people/client'
import { PortalError } from '@/lib/shared/errors'
import { settings } from '@/lib/shared/settings'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'A letter and its code', robots: { index: false } }

const back = { href: '/verify-letter', label: 'Verify another letter' }

/** Whether a letter is genuine and its offer is valid, for anybody with its code. */
export default async function LetterPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params
  try {
    const letter = await lookUpLetter(db, code, clientOf(await headers(), settings().TRUST_PROXY))
    if (letter)
      return (
        <Page title="This letter is genuine" back={back}>
          <FoundLetter letter={letter} />
        </Page>
      )
  } catch (error) {
    if (!(error instanceof PortalError) || error.code !== 'too-many') throw error
    return (
      <Page title="Too many codes that are none" back={back}>
        <Notice tone="warning">
          <p>{error.message}</p>
        </Notice>
      </Page>
    )
  }
  return (
    <Page title="No letter has this code" back={back}>
      <Notice tone="bad">
        <p>
          This portal issued no letter with it. Compare the code with the letter and type it again. If it is the one
          that is printed there, the letter is not ours.
        </p>
      </Notice>
      <CodeForm />
    </Page>
  )
}
