import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActingBanner } from '@/lib/applying/acting/ui/acting-banner'
import { sendSection } from '@/lib/applying/application/actions'
import { viewSection } from '@/lib/applying/application/applicant-view'
import { choiceInWords } from '@/lib/applying/application/fixed-choices'
import { formOptions } from '@/lib/applying/application/form-options'
import { nextStep } from '@/lib/applying/application/navigation'
import { DocumentsSection } from '@/lib/applying/application/ui/documents-section'
import { ReferencesSection } from '@/lib/applying/reference/ui/references-section'
import { appliesTo, factsAsked, visibleSections } from '@/lib/form/rules'
import { SectionForm } from '@/lib/form/ui/section-form'
import { RecordEarlyTyping } from '@/lib/form/ui/typed-early'
import { ToldOfCheck } from '@/lib/selecting/eligibility/ui/to-correct'
import { Page } from '@/lib/shared/ui/page'

type Props = {
  params: Promise<{ id: string; section: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { id, section } = await params
  const view = await viewSection(id, section)
  const title = view.call.definition.sections.find((candidate) => candidate.key === section)?.title ?? 'Section'
  return { title: (await searchParams).check ? `Error: ${title}` : title }
}

export default async function SectionPage({ params, searchParams }: Props) {
  const { id, section: key } = await params
  const query = await searchParams
  const view = await viewSection(id, key)
  const { definition } = view.call
  const section = definition.sections.find((candidate) => candidate.key === key)
  if (!section || !appliesTo(section, view.facts)) notFound()
  const saved = view.sections.find((candidate) => candidate.key === key)
  const next = nextStep(definition.sections, view.facts, id, key)
  const shown = visibleSections(definition.sections, view.facts)
  const at = shown.findIndex((candidate) => candidate.key === key)
  const checked = query.check ? (await view.progress())[at] : undefined
  return (
    <Page
      title={section.title}
      caption={view.editable ? `Section ${at + 1} of ${shown.length}` : view.application.number}
      back={{ href: `/apply/${id}`, label: view.editable ? 'All sections' : 'Application', reload: true }}
    >
      <ActingBanner view={view} />
      {view.editable && <ToldOfCheck application={view.application} editable zone={definition.timeZone} />}
      {section.intro && view.editable && <p>{section.intro}</p>}
      {section.kind === 'documents' && (
        <DocumentsSection view={view} path={`/apply/${id}/${key}`} next={next} query={query} />
      )}
      {section.kind === 'references' && (
        <ReferencesSection view={view} path={`/apply/${id}/${key}`} next={next} query={query} />
      )}
      {section.kind === 'form' && <RecordEarlyTyping />}
      {section.kind === 'form' && (
        <SectionForm
          section={section}
          stored={{
            answers: saved?.answers ?? {},
            version: saved?.version ?? 0,
            savedAt: saved?.savedAt.toISOString() ?? null,
          }}
          facts={factsAsked(section, view.facts)}
          today={view.context.today}
          options={formOptions(definition, section)}
          url={`/api/applications/${id}/sections/${key}`}
          next={next}
          overview={`/apply/${id}`}
          pageId={randomUUID()}
          fixed={view.application.state === 'returned' ? choiceInWords(definition, section, view.answers) : undefined}
          errors={checked?.errors ?? {}}
          action={sendSection.bind(null, id, key)}
        />
      )}
    </Page>
  )
}
