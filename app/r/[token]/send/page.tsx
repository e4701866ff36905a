import type { Metadata } from 'next'
import { summariseSection } from '@/lib/applying/application/summary'
import { SummaryCard } from '@/lib/applying/application/ui/summary-list'
import { readProblem } from '@/lib/applying/document/upload-problem'
import { answerContext, answerErrors, asFile } from '@/lib/applying/reference/asked'
import { send } from '@/lib/applying/reference/link-actions'
import { KIND } from '@/lib/applying/reference/request-words'
import { LetterFile } from '@/lib/applying/reference/ui/letter-file'
import { type LinkProps, Token, viewFor } from '@/lib/applying/reference/ui/link-pages'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Check and send' }

export default async function SendPage({ params, searchParams }: LinkProps) {
  const { token } = await params
  const { asked } = await viewFor(token, 'send')
  const { section, request, call } = asked
  const { what } = KIND[request.kind]
  const { facts } = answerContext(asked, request.answers)
  const { file, ...missing } = answerErrors(asked)
  const problem = await readProblem((await searchParams).problem)
  const form = `/r/${token}/answer`
  return (
    <Page
      title="Check and send"
      caption={`${section.title} for ${asked.applicant.name}`}
      back={{ href: form, label: section.title, reload: true }}
    >
      <ErrorSummary
        title="Not ready to be sent yet"
        problems={Object.values(missing).map((message) => ({ id: `${form}?check=1`, message }))}
      />
      <SummaryCard
        section={summariseSection(call.definition, section, { [section.key]: request.answers }, facts)}
        change={form}
      />
      {asFile(section, request.answers) && (
        <LetterFile token={token} asked={asked} error={problem?.message} missing={file} />
      )}
      {Object.keys(missing).length === 0 && !file && (
        <section className="card space-y-3">
          <h2>Send the {what}</h2>
          <p>After this you cannot change it. We send you a receipt, and tell the applicant that it has arrived.</p>
          <ActionForm action={send} label={`Send the ${what}`}>
            <Token token={token} />
            <input type="hidden" name="version" value={request.version} />
            <input type="hidden" name="file" value={asked.file?.sha256 ?? ''} />
            {request.kind === 'referee' ? (
              <label className="flex min-h-11 items-start gap-3 py-2">
                <input
                  type="checkbox"
                  name="confidential"
                  value="yes"
                  defaultChecked
                  className="mt-0.5 size-5 shrink-0 accent-brand-700"
                />
                <span>
                  Keep my letter confidential
                  <span className="block text-sm text-quiet">
                    The portal never shows it to the applicant. If you do not tick this box, the institution may show it
                    when the applicant asks.
                  </span>
                </span>
              </label>
            ) : (
              <input type="hidden" name="confidential" value="yes" />
            )}
          </ActionForm>
        </section>
      )}
    </Page>
  )
}
