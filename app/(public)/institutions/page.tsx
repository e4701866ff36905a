import type { Metadata } from 'next'
import { Heading } from '@/lib/call/ui/heading'
import { InstitutionForm } from '@/lib/call/ui/institution-form'
import { InstitutionList } from '@/lib/call/ui/institution-list'
import { searchInstitutions } from '@/lib/call/ui/institution-search'
import { loadCall } from '@/lib/platform/call-store/load-call'
import { hrefFor, type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const query = param(await searchParams, 'q')
  return {
    title: query ? `Institutions: ${query.slice(0, 60)}` : 'Institutions',
    description: 'Search the institutions where a scholarship can be held, by name, abbreviation or city.',
  }
}

export default async function InstitutionsPage({ searchParams }: PageProps) {
  const search = await searchParams
  const call = await loadCall(search)
  const { definition } = call
  const query = (param(search, 'q') ?? '').slice(0, 100)
  const host = definition.hosts.find((one) => one.key === param(search, 'host'))
  const found = searchInstitutions(definition, query, host?.key)
  const filtered = query !== '' || host !== undefined
  return (
    <>
      <Heading caption={call.title} title="Institutions">
        Where you can study. Choose one before you start: some ask for a supervisor’s agreement first.
      </Heading>
      <div className="mx-auto w-full max-w-6xl space-y-6 px-4 py-10">
        <InstitutionForm definition={definition} search={search} />
        <p className="text-lg">
          {filtered
            ? `${found.length} of ${count(definition.institutions.length, 'institution')}`
            : count(found.length, 'institution')}
          {query && ` for “${query}”`}
          {host && `, ${host.name}`}
        </p>
        {filtered && (
          <p>
            <a href={hrefFor(search)('/institutions')} className="link">
              Show all
            </a>
          </p>
        )}
        <InstitutionList definition={definition} institutions={found} />
      </div>
    </>
  )
}
