'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/lib/shared/ui/button'

/** Ways to keep the codes. The download is a plain link; copying and printing appear only with JavaScript. */
export function KeepCodes({ text }: { text: string }) {
  const [ready, setReady] = useState(false)
  const [said, setSaid] = useState('')
  useEffect(() => setReady(true), [])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied.'),
      () => setSaid('Your browser did not allow copying. Download them instead.'),
    )
  return (
    <div className="flex flex-wrap items-center gap-4 print:hidden">
      <a
        className="link py-2"
        download="recovery-codes.txt"
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
      >
        Download as a text file
      </a>
      {ready && (
        <>
          <Button type="button" look="secondary" onClick={copy}>
            Copy
          </Button>
          <Button type="button" look="secondary" onClick={() => window.print()}>
            Print
          </Button>
        </>
      )}
      <span role="status">{said}</span>
    </div>
  )
}
