import type { Metadata } from 'next'
import { db } from '@/db/client'
import { requirePerson } from '@/lib/people/session'
import { hasApplied, preferencesOf } from '@/lib/platform/notification/queries'
import { TOPICS } from '@/lib/platform/notification/topics'
import { choosePreferences } from '@/lib/running/messages/actions'
import { topicsFor } from '@/lib/running/messages/audience'
import { type PageProps, param } from '@/lib/shared/address'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { ActionForm } from '@/lib/shared/ui/action-form'
import { Fieldset } from '@/lib/shared/ui/field'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Which e-mails you get' }

export default async function PreferencesPage({ searchParams }: PageProps) {
  const person = await requirePerson('/notifications/preferences')
  const [preferences, applies] = await Promise.all([preferencesOf(db, person.id), hasApplied(db, person.id)])
  const theirs = topicsFor(person.roles, applies)
  const always = theirs.filter((topic) => !TOPICS[topic].optional)
  const choices = [...preferences].filter(([topic]) => theirs.includes(topic))
  return (
    <Page
      title="Which e-mails you get"
      caption={shownAddress(person.email)}
      back={{ href: '/notifications', label: 'Notifications' }}
    >
      {param(await searchParams, 'notice') === 'saved' && (
        <Notice tone="good" live>
          Your choice is saved.
        </Notice>
      )}
      <p>Everything is on your notifications page. Choose what you want by e-mail too.</p>
      <div className="card">
        <ActionForm action={choosePreferences} label="Save">
          <input type="hidden" name="shown" value={choices.map(([topic]) => topic).join(' ')} />
          <Fieldset id="topics" label="Also by e-mail">
            {choices.map(([topic, byMail]) => (
              // The key creates a new box with the saved choice: React resets a sent form to its first values.
              <label key={`${topic}-${byMail}`} className="flex min-h-11 items-start gap-3 py-2">
                <input
                  type="checkbox"
                  name={topic}
                  value="yes"
                  defaultChecked={byMail}
                  className="mt-0.5 size-5 shrink-0 accent-brand-700"
                />
                {TOPICS[topic].label}
              </label>
            ))}
          </Fieldset>
        </ActionForm>
      </div>
      <section className="space-y-2">
        <h2>Always by e-mail</h2>
        <p>These you need, whatever you choose, and mails about your account and password.</p>
        <ul className="list-disc space-y-1 pl-5">
          {always.map((topic) => (
            <li key={topic}>{TOPICS[topic].label}</li>
          ))}
        </ul>
      </section>
    </Page>
  )
}
