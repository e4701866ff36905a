import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { reads } from '@/db/client'
import { isOpen } from '@/lib/call/rules'
import { FieldsForm } from '@/lib/people/ui/fields-form'
import { roleOn } from '@/lib/selecting/nomination/access'
import { signList } from '@/lib/selecting/nomination/actions'
import { digestOf } from '@/lib/selecting/nomination/digest'
import { limitFor } from '@/lib/selecting/nomination/limit'
import { type ListPageProps, loadList } from '@/lib/selecting/nomination/load'
import { asHandedIn, candidatesOf, countInStates } from '@/lib/selecting/nomination/queries'
import { CANDIDATE, COMING, isOver, listPath, obstacles } from '@/lib/selecting/nomination/rules'
import { Record } from '@/lib/selecting/nomination/ui/record'
import { count } from '@/lib/shared/format/format'
import { ErrorSummary } from '@/lib/shared/ui/error-summary'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Hand in the list' }

/** The list as the officer would hand it in, and the signature. */
export default async function HandInPage(props: ListPageProps) {
  const { key, person, call, institution, track, keptAway, list } = await loadList(props)
  if (keptAway) notFound()
  const path = listPath(call.slug, key)
  const role = roleOn(person, call.id, key.institution)
  const [candidates, coming] = await Promise.all([
    candidatesOf(reads, person, call.id, key),
    countInStates(reads, person, call.id, key, COMING),
  ])
  const over = isOver(call.definition, new Date())
  // The list's own page says both.
  if (list?.handedInAt || (over && role === 'officer')) redirect(path)
  const listed = asHandedIn(candidates)
  const ranked = listed.filter(({ rank }) => rank !== null).length
  const undecided = candidates.filter(({ state }) => CANDIDATE.includes(state)).length - listed.length
  const limit = limitFor(call.definition, key.institution, key.track)
  const against = obstacles({ ranked, passed: listed.length - ranked, undecided, limit })
  return (
    <Page
      title="Check and sign the list"
      caption={`${track.name}, ${institution.name}, ${call.title}`}
      back={{ href: path, label: 'Change the list', reload: true }}
    >
      <ErrorSummary
        title="The list can’t be handed in yet"
        problems={against.map((message) => ({ id: path, message }))}
      />
      {coming > 0 && (
        <Notice tone="warning" title={`${count(coming, 'application')} not checked yet`}>
          {coming === 1 ? 'It is' : 'They are'} not on this list. Applicants who are found eligible later come onto it
          only if an admin opens it again.
        </Notice>
      )}
      {coming === 0 && isOpen(call, new Date()) === 'open' && (
        <Notice tone="warning" title="The Call is still open">
          Applications may still come. They are not on this list once it is handed in.
        </Notice>
      )}
      <Record list={listed} states={new Map()} frozen={false} />
      {against.length === 0 && (
        <section className="card space-y-4" aria-labelledby="sign">
          <h2 id="sign">Sign for {institution.name}</h2>
          <p>
            Handing in freezes the list: after that nobody changes it, unless an admin opens it again. A receipt goes to
            the officers of the institution.
          </p>
          <FieldsForm
            action={signList}
            submit="Hand in the list"
            hidden={{
              call: call.slug,
              ...key,
              version: String(list?.version ?? 0),
              digest: digestOf(listed),
            }}
            fields={[
              { name: 'signerName', label: 'Name of who signs', autoComplete: 'off' },
              {
                name: 'signerPosition',
                label: 'Position',
                hint: 'At the institution, for example Dean of graduate studies.',
                autoComplete: 'off',
              },
              ...(role === 'admin'
                ? [
                    {
                      name: 'reason',
                      label: 'Reason',
                      hint: 'You hand this list in for the institution. It is kept in the record why.',
                      type: 'textarea' as const,
                      autoComplete: 'off',
                    },
                  ]
                : []),
            ]}
          />
        </section>
      )}
    </Page>
  )
}
