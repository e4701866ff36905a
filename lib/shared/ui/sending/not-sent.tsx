'use client'

import { useEffect, useState } from 'react'
import { Button } from '../button'
import { Notice } from '../notice'
import { canSendAgain, WORDS } from './reason'
import type { Typed } from './typed'
import type { Sending } from './use-sending'

/** Beside a form's buttons: says that the text was not sent and why, or that it is back after a reload. */
export function NotSent({ sending: { unsent, pending, kept }, again }: { sending: Sending; again: () => void }) {
  // React still waits for an answer.
  if (unsent && (!pending || unsent === 'slow')) {
    const repeat = canSendAgain(unsent)
    return (
      <div role="alert" data-unsent={unsent}>
        <Notice tone="bad" title={unsent === 'slow' ? 'No answer' : 'Not sent'}>
          <p>{WORDS[unsent]}</p>
          <Button type="button" look="secondary" className="mt-2" onClick={repeat ? again : kept.reload}>
            {repeat ? 'Send again' : 'Load the page again'}
          </Button>
        </Notice>
      </div>
    )
  }
  if (!kept.restored || pending) return null
  return (
    <div data-restored>
      <Notice tone="warning" live title="Not sent yet">
        <p>We have restored what you typed before this page was loaded again. Check it, then send it.</p>
        {kept.restored.left.length > 0 && (
          <>
            <p className="mt-2">The form no longer asks for this. Copy what you need:</p>
            <TypedText typed={kept.restored.left} />
          </>
        )}
      </Notice>
    </div>
  )
}

/** What the person typed, for copying. */
export function TypedText({ typed }: { typed: Typed }) {
  const [said, setSaid] = useState('')
  const [can, setCan] = useState(false)
  // Browsers allow it only over https or on this machine.
  useEffect(() => setCan('clipboard' in navigator), [])
  const text = typed.map(([, value]) => value).join('\n')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied.'),
      () => setSaid('Your browser did not allow copying.'),
    )
  return (
    <div className="space-y-2">
      <pre className="max-h-60 overflow-auto whitespace-pre-wrap select-all" dir="auto">
        {text}
      </pre>
      {can && (
        <Button type="button" look="secondary" onClick={copy}>
          Copy
        </Button>
      )}{' '}
      <span role="status">{said}</span>
    </div>
  )
}
