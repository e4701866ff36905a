import type { Metadata } from 'next'
import { db } from '@/db/client'
import { requireRunner } from '@/lib/people/session'
import { countMessages, listMessages } from '@/lib/platform/mail/queries'
import { filterQuery, readFilter } from '@/lib/running/mail-view/filter'
import { MessageItem } from '@/lib/running/mail-view/ui/message-item'
import { StateLinks } from '@/lib/running/mail-view/ui/state-links'
import { formatNumber } from '@/lib/shared/format/format'
import { shownAddress } from '@/lib/shared/format/shown-address'
import { settings } from '@/lib/shared/settings'
import { Button, ButtonLink } from '@/lib/shared/ui/button'
import { Field } from '@/lib/shared/ui/field'
import { Notice } from '@/lib/shared/ui/notice'
import { Page } from '@/lib/shared/ui/page'

export const metadata: Metadata = { title: 'Mail' }

const MOST = 50

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MailPage({ searchParams }: Props) {
  await requireRunner('mail', '/admin/mail')
  const query = await searchParams
  const filter = readFilter(query)
  const [counts, found] = await Promise.all([countMessages(db), listMessages(db, filter, MOST + 1)])
  const shown = found.slice(0, MOST)
  const older = found.length > MOST ? filterQuery({ ...filter, before: shown.at(-1)! }) : null
  const again = Number(query.again)
  return (
    <Page title="Mail" width="wide">
      {again > 0 && (
        <Notice tone="good" live>
          {again === 1 ? 'The message is' : `${formatNumber(again)} messages are`} in the queue again.
        </Notice>
      )}
      {!settings().SMTP_URL && (
        <Notice tone="warning">No mail server is set (SMTP_URL): messages wait until there is one.</Notice>
      )}
      <StateLinks filter={filter} counts={counts} />
      <form method="get" className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <Field id="to" label="Recipient" hint="An e-mail address or a part of one">
            <input
              id="to"
              name="to"
              defaultValue={filter.recipient && shownAddress(filter.recipient)}
              className="input"
              autoComplete="off"
              aria-describedby="to-hint"
            />
          </Field>
        </div>
        {filter.state && <input type="hidden" name="state" value={filter.state} />}
        <Button look="secondary">Show</Button>
      </form>
      {counts.failed > 0 && (
        <ButtonLink href="/admin/mail/send-again" look="secondary">
          Send all failed again
        </ButtonLink>
      )}
      {shown.length === 0 ? (
        <p>No such messages.</p>
      ) : (
        <ul className="card divide-y divide-line py-0">
          {shown.map((message) => (
            <MessageItem key={message.id} message={message} list={filterQuery(filter)} />
          ))}
        </ul>
      )}
      <div className="flex gap-3">
        {filter.before && (
          <ButtonLink href={`/admin/mail?${filterQuery({ ...filter, before: undefined })}`} look="secondary">
            Newest
          </ButtonLink>
        )}
        {older && (
          <ButtonLink href={`/admin/mail?${older}`} look="secondary">
            Older
          </ButtonLink>
        )}
      </div>
    </Page>
  )
}
