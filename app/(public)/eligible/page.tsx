import type { Metadata } from 'next'
import { type FormProblem, parseEligibility } from '@/lib/call/eligibility-form'
import { EligibilityQuestions } from '@/lib/call/ui/eligibility-questions'
import { EligibilityResult } from '@/lib/call/ui/eligibility-result'
import { Heading } from '@/lib/call/ui/heading'
import { phase } from '@/lib/call/ui/phase'
import { COUNTRY_CODES } from '@/lib/form/countries'
import { loadCall } from '@/lib/platform/call-store/load-call'
import { hrefFor, type PageProps, param } from '@/lib/shared/address'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'

async function read({ searchParams }: PageProps) {
  const search = await searchParams
  const call = await loadCall(search)
  const now = new Date()
  // A day ahead of UTC, so that a person born 'today' anywhere on earth passes.
  const today = new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10)
  return { search, call, now, form: parseEligibility(call.definition, COUNTRY_CODES, today, search) }
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  const { form } = await read(props)
  const title = 'Check your eligibility'
  return {
    title: form.problems.length ? `Error: ${title}` : form.sent ? 'Your eligibility' : title,
    description: 'A few questions, no account: which rules of the Call you meet, and where each rule comes from.',
    // A sent form's address holds a birth date, so search engines must not index it.
    robots: form.sent ? { index: false } : undefined,
  }
}

/** Away from its field, a message needs the question. */
const withLabel = ({ id, label, message }: FormProblem) => ({ id, message: label ? `${label} ${message}` : message })

export default async function EligiblePage(props: PageProps) {
  const { search, call, now, form } = await read(props)
  const { definition } = call
  const answered = form.sent && form.problems.length === 0 && form.track
  return (
    <>
      <Heading caption={call.title} title="Check your eligibility">
        No account needed. Leave out what you do not know. Your answers are not stored; they are only part of this
        page’s address.
      </Heading>
      <div className="mx-auto w-full max-w-6xl space-y-10 px-4 py-10">
        {form.problems.length > 0 && (
          <div className="max-w-2xl">
            <ErrorSummary problems={form.problems.map(withLabel)} />
          </div>
        )}
        {answered && (
          <EligibilityResult
            definition={definition}
            track={answered}
            facts={form.facts}
            phase={phase(call, now)}
            href={hrefFor(search)}
          />
        )}
        <section aria-labelledby="questions">
          <h2 id="questions" className="mb-5 font-serif text-2xl">
            {answered ? 'Change your answers' : 'Your answers'}
          </h2>
          <EligibilityQuestions definition={definition} form={form} call={param(search, 'call')} />
        </section>
      </div>
    </>
  )
}
