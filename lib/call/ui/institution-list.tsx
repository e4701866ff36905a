import type { CallDefinition, Institution } from '@/lib/call/definition'
import { count } from '@/lib/shared/format/format'

/** Institutions by kind, or what to try when there are none. */
export function InstitutionList({
  definition,
  institutions,
}: {
  definition: CallDefinition
  institutions: Institution[]
}) {
  if (institutions.length === 0)
    return (
      <p className="card max-w-2xl">
        No institution matches. Try one word of its name, its abbreviation, its Chinese name or its city, and look in
        all kinds.
      </p>
    )
  return definition.hosts.map((host) => {
    const members = institutions.filter((institution) => institution.host === host.key)
    if (members.length === 0) return null
    return (
      <section key={host.key} aria-labelledby={`host-${host.key}`}>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-ink pb-2">
          <h2 id={`host-${host.key}`} className="font-serif">
            {host.name}
          </h2>
          <p className="text-sm text-quiet">
            {count(members.length, 'institution')} ·{' '}
            {host.supervisorRequired ? 'supervisor’s agreement needed' : 'no supervisor needed'}
          </p>
        </div>
        <ul>
          {members.map((institution) => (
            <Row key={institution.key} institution={institution} />
          ))}
        </ul>
      </section>
    )
  })
}

function Row({ institution }: { institution: Institution }) {
  const { name, chineseName, abbreviation, city, url } = institution
  return (
    <li className="grid gap-x-6 border-b border-line py-3 sm:grid-cols-[1fr_9rem]">
      <div>
        {url ? (
          <a href={url} className="link" rel="noreferrer">
            {name}
          </a>
        ) : (
          name
        )}
        {abbreviation && <span className="text-quiet"> ({abbreviation})</span>}
        {chineseName && (
          <span lang="zh" className="block text-quiet">
            {chineseName}
          </span>
        )}
      </div>
      <p className="text-quiet sm:text-right">{city}</p>
    </li>
  )
}
