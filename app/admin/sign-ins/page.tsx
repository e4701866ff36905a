import type { Metadata } from 'next'
import { db } from '@/db/client'
import { filterQuery, readFilter } from '@/lib/people/access/filter'
import { ACCESS_DAYS, accessPage, countFailures } from '@/lib/people/access/queries'
import { AccessList } from '@/lib/people/access/ui/access-list'
import { Failures } from '@/lib/people/access/ui/failures'
import { FilterForm } from '@/lib/people/access/ui/filter-form'
import { requireRunner } from '@/lib/people/session'
import type { PageProps } from '@/lib/shared/address'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Sign-ins' }

/** Sign-ins, failed attempts and refusals. */
export default async function SignInsPage({ searchParams }: PageProps) {
  const admin = await requireRunner('sign-ins', '/admin/sign-ins')
  const filter = readFilter(await searchParams)
  const [counts, { rows, more }] = await Promise.all([countFailures(db, admin), accessPage(db, admin, filter)])
  const { before, ...view } = filter
  return (
    <Page title="Sign-ins" width="wide">
      <p>
        Kept for {ACCESS_DAYS} days. Networks, and addresses without an account, are kept as hashes: the same signs are
        the same network.
      </p>
      <Failures counts={counts} shown={filter.kind} />
      <FilterForm {...view} />
      {rows.length === 0 ? (
        <p role="status">{before ? 'There is nothing older.' : 'Nothing that is recorded fits this.'}</p>
      ) : (
        <AccessList accesses={rows} />
      )}
      <div className="flex flex-wrap gap-3">
        {before && (
          <ButtonLink href={`/admin/sign-ins?${filterQuery(view)}`} look="secondary">
            Newest
          </ButtonLink>
        )}
        {more && (
          <ButtonLink href={`/admin/sign-ins?${filterQuery({ ...view, before: rows.at(-1)!.id })}`} look="secondary">
            Older
          </ButtonLink>
        )}
      </div>
    </Page>
  )
}
