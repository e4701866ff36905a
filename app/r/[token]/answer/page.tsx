import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { formOptions } from '@/lib/applying/application/form-options'
import { answerContext, answerErrors } from '@/lib/applying/reference/asked'
import { sendAnswerForm } from '@/lib/applying/reference/link-actions'
import { type LinkProps, viewFor } from '@/lib/applying/reference/ui/link-pages'
import { SectionForm } from '@/lib/form/ui/section-form'
import { Page } from '@/lib/shared/ui/page'

export async function generateMetadata({ params, searchParams }: LinkProps): Promise<Metadata> {
  const { asked } = await viewFor((await params).token, 'save')
  return { title: `${(await searchParams).check ? 'Error: ' : ''}${asked.section.title}` }
}

export default async function AnswerPage({ params, searchParams }: LinkProps) {
  const { token } = await params
  const { asked } = await viewFor(token, 'save')
  const { section, request, call } = asked
  const { file: _file, ...errors } = (await searchParams).check ? answerErrors(asked) : { file: '' }
  const { facts, today } = answerContext(asked, {})
  return (
    <Page
      title={section.title}
      caption={`For ${asked.applicant.name}`}
      back={{ href: `/r/${token}`, label: 'The request', reload: true }}
    >
      {section.intro && <p>{section.intro}</p>}
      <SectionForm
        section={section}
        stored={{ answers: request.answers, version: request.version, savedAt: request.savedAt?.toISOString() ?? null }}
        facts={facts}
        today={today}
        options={formOptions(call.definition, section)}
        url={`/api/requests/${token}/answers`}
        keptUnder={`request:${request.id}`}
        next={`/r/${token}/send`}
        overview={`/r/${token}`}
        pageId={randomUUID()}
        errors={errors}
        action={sendAnswerForm.bind(null, token)}
      />
    </Page>
  )
}
