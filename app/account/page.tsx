import type { Metadata } from 'next'
import { db } from '@/db/client'
import { saveName, savePassword, signOutEverywhere, signOutOne } from '@/lib/people/account-actions'
import { nameFields, newPasswordField, passwordField } from '@/lib/people/fields'
import { findPerson, listSessions } from '@/lib/people/queries'
import { requirePerson } from '@/lib/people/session'
import { Button } from '@/lib/ui/button'
import { Instant } from '@/lib/ui/instant'
import { Page } from '@/lib/ui/page'
import { TextForm } from '@/lib/ui/text-form'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const actor = await requirePerson('/account')
  const [person, sessions] = await Promise.all([findPerson(db, actor.id), listSessions(db, actor.id)])
  const values: Record<string, string | undefined> = { name: person?.name, latinName: person?.latinName ?? undefined }
  return (
    <Page title="Your account" caption={actor.email}>
      <section className="card space-y-4">
        <h2>Name</h2>
        <TextForm
          action={saveName}
          fields={nameFields.map((field) => ({ ...field, value: values[field.name] }))}
          label="Save the name"
        />
      </section>
      <section className="card space-y-4">
        <h2>Password</h2>
        <TextForm
          action={savePassword}
          fields={[{ ...passwordField, name: 'currentPassword', label: 'Present password' }, newPasswordField]}
          label="Change the password"
        />
      </section>
      <section className="card space-y-4">
        <h2>Where you are signed in</h2>
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <li key={session.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
              <span>
                {session.userAgent ?? 'Unknown browser'}
                <span className="block text-sm text-quiet">
                  since <Instant at={session.createdAt} zone="UTC" />
                </span>
              </span>
              {session.id === actor.sessionId ? (
                <strong>This browser</strong>
              ) : (
                <form action={signOutOne}>
                  <input type="hidden" name="sessionId" value={session.id} />
                  <Button look="secondary">Sign out there</Button>
                </form>
              )}
            </li>
          ))}
        </ul>
        <form action={signOutEverywhere}>
          <Button look="danger">Sign out everywhere</Button>
        </form>
      </section>
    </Page>
  )
}
