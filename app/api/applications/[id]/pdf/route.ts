import { shownAnswers } from '@/lib/application/shown-answers'
import { shownToApplicant, stateInWords } from '@/lib/application/states'
import { viewApplication } from '@/lib/application/view'
import { sizeInWords } from '@/lib/document/words'
import { renderApplicationPdf } from '@/lib/pdf/application'
import { jsonRoute } from '@/lib/route'
import { instantInWords } from '@/lib/ui/instant'

type Context = { params: Promise<{ id: string }> }

/** The whole application as one PDF, for its applicant. */
export const GET = jsonRoute(async (_request: Request, { params }: Context) => {
  const { id } = await params
  const view = await viewApplication(id, `/apply/${id}`)
  const { application, call } = view
  const shown = await shownAnswers(view)
  const pdf = await renderApplicationPdf({
    title: call.title,
    number: application.number,
    state: stateInWords(shownToApplicant(application)),
    applicant: shown.applicant,
    submittedAt: application.submittedAt && instantInWords(application.submittedAt, call.definition.timeZone),
    sections: shown.sections,
    documents: shown.documents.map((document) => ({ ...document, size: sizeInWords(document.size) })),
  })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${application.number ?? 'draft'}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
})
