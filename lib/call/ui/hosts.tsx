import Link from 'next/link'
import type { CallDefinition } from '@/lib/call/definition'
import { count } from '@/lib/shared/format/format'

/** Where applicants can study, by kind, with a link to the list. */
export function Hosts({ definition, href }: { definition: CallDefinition; href: (path: string) => string }) {
  return (
    <ul className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
      {definition.hosts.map((host) => {
        const institutions = definition.institutions.filter((institution) => institution.host === host.key)
        const query = href('/institutions')
        return (
          <li key={host.key} className="rounded-xl border border-line bg-white p-5">
            <h3>
              <Link
                href={`${query}${query.includes('?') ? '&' : '?'}host=${host.key}`}
                prefetch={false}
                className="link"
              >
                {host.name}
              </Link>
            </h3>
            <p className="mt-1">
              {host.hint ??
                (host.supervisorRequired
                  ? 'A supervisor there has to agree before you apply.'
                  : 'You need no supervisor when you apply.')}
            </p>
            <p className="mt-2 text-sm text-quiet">{count(institutions.length, 'institution')}</p>
          </li>
        )
      })}
    </ul>
  )
}
