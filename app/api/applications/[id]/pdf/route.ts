import { viewApplication } from '@/lib/applying/application/applicant-view'
import { shownAnswers } from '@/lib/applying/application/shown-answers'
import { fileHeaders, isHead } from '@/lib/applying/document/answer-file'
import { shownToApplicant, stateInWords } from '@/lib/lifecycle/application'
import { jsonRoute } from '@/lib/people/route'
import { formatBytes } from '@/lib/shared/format/format'
import { renderApplicationPdf } from '@/lib/shared/pdf/application'
import { instantInWords } from '@/lib/shared/ui/instant'

type Context = { params: Promise<{ id: string }> }

/** The whole application as one PDF, for its applicant. */
export const GET = jsonRoute(async (request: Request, { params }: Context) => {
  const { id } = await params
  const view = await viewApplication(id, `/apply/${id}`)
  const { application, call } = view
  const headers = fileHeaders(request, { filename: `${application.number ?? 'draft'}.pdf`, type: 'application/pdf' })
  if (isHead(request)) return new Response(null, { headers })
  const shown = await shownAnswers(view)
  const pdf = await renderApplicationPdf({
    title: call.title,
    number: application.number,
    state: stateInWords(shownToApplicant(application)),
    applicant: shown.applicant,
    submittedAt: application.submittedAt && instantInWords(application.submittedAt, call.definition.timeZone),
    sections: shown.sections,
    documents: shown.documents.map((document) => ({ ...document, size: formatBytes(document.size) })),
  })
  return new Response(new Uint8Array(pdf), { headers })
})
