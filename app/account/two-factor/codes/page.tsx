import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { safePath } from '@/lib/people/safe-path'
import { kept } from '@/lib/people/second-factor/actions'
import { groupedCode } from '@/lib/people/second-factor/rules'
import { shownCodes } from '@/lib/people/second-factor/shown-codes'
import { KeepCodes } from '@/lib/people/second-factor/ui/keep-codes'
import { requirePerson } from '@/lib/people/session'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Your recovery codes' }

/** The new recovery codes, until the person says that they have kept them. */
export default async function CodesPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const person = await requirePerson('/account/two-factor/codes')
  const codes = (await shownCodes(person.sessionId))?.map(groupedCode)
  if (!codes) redirect('/account/two-factor')
  const query = await searchParams
  const next = typeof query.next === 'string' ? safePath(query.next) : person.roles.length > 0 ? '/work' : undefined
  const text = `Recovery codes of ${person.email}, ANSO Scholarship portal. Each works once.\n\n${codes.join('\n')}\n`
  return (
    <Page title="Keep your recovery codes">
      <Notice tone="good" live title="Two-factor sign-in is on" />
      <p>
        If you do not have your phone, use one of these codes instead of the app’s code. Each works once. We show them
        only now: keep them with your important papers, or in your password manager.
      </p>
      <ul className="card grid gap-x-8 gap-y-1 font-mono text-lg sm:grid-cols-2" aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <KeepCodes text={text} />
      <ActionForm action={kept} label="I have kept them, go on">
        {next && <input type="hidden" name="next" value={next} />}
      </ActionForm>
    </Page>
  )
}
