'use client'

import { Button } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'
import { Form } from '@/lib/shared/ui/sending/form'
import { useSending } from '@/lib/shared/ui/sending/use-sending'
import { changeList } from '../actions'

type Props = { hidden: Record<string, string>; name: string; at?: number; last?: boolean }

/** The buttons of a list's item; without `at`, the button that adds one. */
export function ListButtons({ hidden, name, at, last }: Props) {
  const [state, sending] = useSending(changeList)
  return (
    <Form sending={sending} className="flex flex-wrap items-center gap-3">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {at === undefined ? (
        <Button look="secondary" name="_do" value="add">
          Add: {name}
        </Button>
      ) : (
        <>
          {at > 0 && <Small value={`up:${at}`} label="Up" name={name} />}
          {!last && <Small value={`down:${at}`} label="Down" name={name} />}
          <Small value={`remove:${at}`} label="Remove" name={name} />
        </>
      )}
      {state.status === 'error' && (
        <div role="alert" className="w-full">
          <Notice tone="bad">{state.message ?? 'Open the page again.'}</Notice>
        </div>
      )}
    </Form>
  )
}

const Small = ({ value, label, name }: { value: string; label: string; name: string }) => (
  <Button look="quiet" name="_do" value={value}>
    {label}
    <span className="sr-only">: {name}</span>
  </Button>
)
