import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { requireRunner } from '@/lib/people/session'
import { appoint } from '@/lib/running/staff/actions'
import { fieldsOf } from '@/lib/running/staff/fields'
import { managedCalls } from '@/lib/running/staff/manage'
import { ROLE_WORDS, ROLES } from '@/lib/running/staff/rules'
import { StaffForm } from '@/lib/running/staff/ui/staff-form'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Invite somebody' }

const ABOUT = {
  officer: 'Checks applications to one institution and hands in its nominations.',
  reviewer: 'Scores the applications that they are given.',
  chief: 'Assigns reviewers, follows and calibrates the reviews.',
  admin: 'Runs the Call: people, deadlines, everything that the others do.',
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** First the role and its Call, then the fields of that role. */
export default async function InvitePage({ searchParams }: Props) {
  const admin = await requireRunner('people', '/admin/people/invite')
  const { call: slug, role: name } = await searchParams
  const { calls, all } = await managedCalls(admin)
  const role = ROLES.find((one) => one === name)
  if (!role) {
    return (
      <Page title="Invite somebody" back={{ href: '/admin/people', label: 'People' }}>
        <p>Which role are they to have?</p>
        {calls.map((call) => (
          <section key={call.id} className="space-y-2">
            <h2>{call.title}</h2>
            <ul className="card divide-y divide-line py-0">
              {ROLES.map((one) => (
                <li key={one} className="py-3">
                  <Link
                    href={`/admin/people/invite?call=${call.slug}&role=${one}`}
                    prefetch={false}
                    className="link font-semibold"
                  >
                    {ROLE_WORDS[one]}
                    {calls.length > 1 && <span className="sr-only"> of {call.title}</span>}
                  </Link>
                  <p>{ABOUT[one]}</p>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {all && (
          <section className="space-y-2">
            <h2>All Calls</h2>
            <p className="card">
              <Link href="/admin/people/invite?call=all&role=admin" prefetch={false} className="link font-semibold">
                Admin of all Calls
              </Link>
            </p>
          </section>
        )}
      </Page>
    )
  }
  const call = calls.find((one) => one.slug === slug) ?? null
  if (!call && !(all && slug === 'all' && role === 'admin')) notFound()
  return (
    <Page
      title={`Invite: ${ROLE_WORDS[role].toLowerCase()}`}
      caption={call?.title ?? 'All Calls'}
      back={{ href: '/admin/people/invite', label: 'Another role' }}
    >
      <p>
        They get an e-mail at once. People without an account make one through its link, which works for 30 days. People
        with an account get the role at once.
      </p>
      <div className="card">
        <StaffForm
          action={appoint}
          submit="Send the invitation"
          fields={fieldsOf(call?.definition ?? null, role)}
          hidden={{ call: call?.slug ?? 'all', role }}
        />
      </div>
    </Page>
  )
}
