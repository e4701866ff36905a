'use client'

import { useEffect, useRef } from 'react'
import type { FormState } from '@/lib/shared/action-state'
import { formatNumber } from '@/lib/shared/format/format'
import { Button } from '@/lib/shared/ui/button'
import { ConfirmIdentity } from '@/lib/shared/ui/confirm-identity'
import { Notice } from '@/lib/shared/ui/notice'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import type { Preview, PreviewRow } from '../import'

type Props = {
  confirm: (previous: FormState, form: FormData) => Promise<FormState>
  /** The first preview, with the file's text. */
  first: Record<string, string>
}

const people = (n: number) => (n === 1 ? '1 person' : `${formatNumber(n)} people`)
const rows = (n: number) => (n === 1 ? '1 row' : `${formatNumber(n)} rows`)

/** Each row with its errors or what will happen, and the button to import. */
export function ImportPreview({ confirm, first }: Props) {
  const [state, sending] = useSending(confirm)
  const { preview, text, call } = state.values?.preview ? state.values : first
  const { good, wrong, rows: all, ignored }: Preview = JSON.parse(preview!)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [preview])
  const bad = all.filter(({ errors }) => errors.length > 0)
  return (
    <div className="space-y-6">
      <h2 ref={heading} tabIndex={-1}>
        {wrong === 0 ? `${people(good)} can be imported` : `${rows(wrong)} of ${good + wrong} cannot be imported`}
      </h2>
      {state.message && (
        <div role="alert">
          <Notice tone="warning">{state.message}</Notice>
        </div>
      )}
      <p>Nothing is written yet.</p>
      {ignored.length > 0 && <Notice>These columns are not known and are left out: {ignored.join(', ')}.</Notice>}
      <div className="flex flex-wrap items-center gap-4">
        {good > 0 && (
          <Form sending={sending} className="space-y-4">
            <input type="hidden" name="call" value={call} />
            <input type="hidden" name="text" value={text} />
            <input type="hidden" name="good" value={good} />
            <input type="hidden" name="wrong" value={wrong} />
            <ConfirmIdentity state={state} />
            <Button look={wrong > 0 ? 'secondary' : 'primary'} aria-disabled={sending.pending || undefined}>
              {sending.pending
                ? 'One moment…'
                : wrong > 0
                  ? `Import the ${people(good)} without an error, leave out ${rows(wrong)}`
                  : `Import ${people(good)}`}
            </Button>
          </Form>
        )}
        {/* A full page load, which drops this preview. */}
        <a href="/admin/people/import" className="link py-2">
          {wrong > 0 ? 'Import nothing; choose a corrected file' : 'Choose another file'}
        </a>
      </div>
      {bad.length > 0 && <Rows title="With an error" list={bad} />}
      {good > 0 && <Rows title="To be imported" list={all.filter(({ errors }) => errors.length === 0)} />}
    </div>
  )
}

function Rows({ title, list }: { title: string; list: PreviewRow[] }) {
  return (
    <section className="space-y-2">
      <h3>
        {title} ({formatNumber(list.length)})
      </h3>
      <ul className="card divide-y divide-line py-0">
        {list.map(({ line, name, email, what, errors }) => (
          <li key={line} className="grid gap-x-6 py-2 sm:grid-cols-2">
            <div>
              <p>
                <span className="text-sm text-quiet">Line {line} </span>
                <bdi className="font-semibold">{name || 'No name'}</bdi>
              </p>
              <p className="text-sm text-quiet">{email}</p>
            </div>
            {errors.length > 0 ? (
              <ul className="font-semibold text-bad">
                {errors.map((error) => (
                  <li key={error}>{error}</li>
                ))}
              </ul>
            ) : (
              <p>{what}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
