import type { Metadata } from 'next'
import { db } from '@/db/client'
import { OtherCalls } from '@/lib/call/ui/other-calls'
import { canNominate, canReopenNominations } from '@/lib/people/permissions'
import { requireRunner } from '@/lib/people/session'
import { loadTheirCall } from '@/lib/platform/call-store/load-call'
import { type ListRow, listsOf } from '@/lib/selecting/nomination/overview'
import { isOver, nominationDeadline } from '@/lib/selecting/nomination/rules'
import { Overview } from '@/lib/selecting/nomination/ui/overview'
import { type PageProps, param } from '@/lib/shared/address'
import { count } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { Instant } from '@/lib/shared/ui/instant'
import { Page } from '@/lib/shared/ui/page'
import { Pages } from '@/lib/shared/ui/table'

export const metadata: Metadata = { title: 'Nominations' }

/** How many lists a page shows. */
const A_PAGE = 100

const SHOWN = [
  ['begun', 'With candidates'],
  ['open', 'With candidates, not handed in'],
  ['handed-in', 'Handed in'],
  ['all', 'All'],
] as const

export default async function NominationsPage({ searchParams }: PageProps) {
  const person = await requireRunner('nominations', '/nominations')
  const search = await searchParams
  const { calls, call } = await loadTheirCall(search, ({ id, definition }) =>
    definition.institutions.some(({ key }) => canNominate(person, id, key)),
  )
  const zone = call.definition.timeZone
  const deadline = nominationDeadline(call.definition)
  const isAdmin = canReopenNominations(person, call.id)
  const shown = param(search, 'show') ?? (isAdmin ? 'begun' : 'all')
  const words = (param(search, 'institution') ?? '').trim().slice(0, 100)
  const all = await listsOf(db, person, call)
  const lists = all.filter((list) => isShown(list, shown) && isNamed(list, words))
  const begun = all.filter((list) => isShown(list, 'begun'))
  const pages = Math.max(1, Math.ceil(lists.length / A_PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(param(search, 'page'))) || 1))
  const at = { call: call.slug, show: shown, institution: words }
  return (
    <Page title="Nominations" caption={call.title} width="wide">
      <p>
        {deadline ? (
          <>
            Institutions hand their ranked lists in by <Instant at={deadline} zone={zone} />
            {isOver(call.definition, new Date()) && ': the deadline is over, and only an admin hands a list in'}.
          </>
        ) : (
          'Institutions rank their candidates here and hand the list in. This Call has no deadline for it.'
        )}
      </p>
      {isAdmin && (
        <form method="get" className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="call" value={call.slug} />
          <label className="basis-64">
            <span className="block font-semibold">Institution</span>
            <input name="institution" defaultValue={words} autoComplete="off" className="input" />
          </label>
          <label className="basis-64">
            <span className="block font-semibold">Lists</span>
            <select name="show" defaultValue={shown} className="input">
              {SHOWN.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <Button look="secondary">Show</Button>
        </form>
      )}
      {isAdmin && begun.length > 0 && (
        <p>
          {begun.filter(({ handedInAt }) => handedInAt).length} of {count(begun.length, 'list')} with candidates{' '}
          {begun.length === 1 ? 'is' : 'are'} handed in.
        </p>
      )}
      {lists.length === 0 ? (
        <p className="card">No list fits. A list has candidates once applications were found eligible.</p>
      ) : (
        <Overview lists={lists.slice((page - 1) * A_PAGE, page * A_PAGE)} call={call.slug} zone={zone} />
      )}
      <Pages
        page={page}
        pages={pages}
        hrefOf={(to) => `/nominations?${new URLSearchParams({ ...at, page: String(to) })}`}
      />
      <OtherCalls calls={calls} present={call.slug} path="/nominations" />
    </Page>
  )
}

function isShown({ counts, handedInAt }: ListRow, shown: string): boolean {
  if (shown === 'handed-in') return handedInAt !== null
  if (shown === 'all') return true
  // Always shows a list that the person keeps away from, so that it reveals nothing of its candidates.
  const begun = counts === null || counts.candidates + counts.coming > 0
  return shown === 'open' ? begun && handedInAt === null : begun || handedInAt !== null
}

function isNamed({ institution, institutionName }: ListRow, words: string): boolean {
  return `${institution} ${institutionName}`.toLowerCase().includes(words.toLowerCase())
}
