import type { Metadata } from 'next'
import { db } from '@/db/client'
import { stateInWords } from '@/lib/lifecycle/application'
import { requirePerson } from '@/lib/people/session'
import { planOf } from '@/lib/running/retention/on-request'
import { EraseForm } from '@/lib/running/retention/ui/erase-form'
import { type PageProps, param } from '@/lib/shared/address'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'
import { Tag } from '@/lib/shared/ui/tag'

export const metadata: Metadata = { title: 'Erase your data' }

export default async function ErasePage({ searchParams }: PageProps) {
  const person = await requirePerson('/account/erase')
  const { applications, account } = await planOf(db, person)
  const notice = param(await searchParams, 'notice')
  const erased = applications.filter(({ what }) => what === 'erased')
  return (
    <Page title="Erase your data" back={{ href: '/account/data', label: 'Your data' }}>
      {notice === 'erased' && (
        <Notice tone="good" live>
          <p>We have erased it. We keep what is listed below.</p>
        </Notice>
      )}
      {notice === 'nothing' && (
        <Notice tone="warning">Nothing was erased, because something has changed in the meantime.</Notice>
      )}
      <section className="space-y-4">
        <h2>Your applications</h2>
        {applications.length === 0 && <p>There is none with personal data.</p>}
        <ul className="space-y-4">
          {applications.map(({ id, callTitle, number, state, what, why }) => (
            <li key={id} className="card space-y-1">
              <h3>
                {callTitle}
                {number && `, ${number}`}
              </h3>
              <p>
                <Tag tone={what === 'erased' ? 'red' : 'grey'}>{what === 'erased' ? 'Can be erased' : 'Is kept'}</Tag>{' '}
                {stateInWords(state)}
              </p>
              <p>
                {why ??
                  'Answers, documents, letters and names are erased. For statistics its number, status, track, institution and country stay.'}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <section className="space-y-4">
        <h2>Your account</h2>
        {person.roles.length > 0 ? (
          <p>It is kept as long as you have a role in the portal. An admin can end the role.</p>
        ) : account ? (
          <p>Name, address, password, messages and sessions are erased, and you are signed out.</p>
        ) : (
          <p>It is kept, so that you can still reach what is kept.</p>
        )}
        <p>The record of what happened when stays, without any name in it.</p>
      </section>
      {(account || erased.length > 0) && (
        <section className="space-y-4">
          <h2>Erase</h2>
          <EraseForm agreed={erased.map(({ id }) => id)} label={account ? 'Erase all and end my account' : 'Erase'} />
        </section>
      )}
    </Page>
  )
}
