'use client'

import { useEffect, useRef, useState } from 'react'
import { Button } from '@/lib/shared/ui/button'
import { Notice } from '@/lib/shared/ui/notice'

const EVERY_MS = 60_000
/** How long before the end the page warns, in seconds. */
const WARNING = 150

/** Asks how long the session lasts, or reports work in it; null if there is no answer. */
async function ask(method: 'GET' | 'POST'): Promise<number | null> {
  const answer = await fetch('/api/session', { method }).catch(() => null)
  return answer?.ok ? (await answer.json()).left : null
}

/**
 * Warns staff before their session ends because they are idle. Typing counts as work; what is typed stays on the page.
 */
export function IdleWarning() {
  const [left, setLeft] = useState<number | null>(null)
  const active = useRef(false)
  useEffect(() => {
    const note = () => {
      active.current = true
    }
    const look = async () => {
      const method = active.current ? 'POST' : 'GET'
      active.current = false
      setLeft(await ask(method))
    }
    const timer = setInterval(look, EVERY_MS)
    const seen = () => document.visibilityState === 'visible' && look()
    document.addEventListener('keydown', note)
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('keydown', note)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [])
  if (left === null || left > WARNING) return null
  return (
    <div role="alert" className="fixed inset-x-0 bottom-0 z-20 mx-auto max-w-2xl p-4 text-ink">
      <Notice tone="warning" title={left > 0 ? 'You will be signed out soon' : 'You are signed out'}>
        {left > 0 ? (
          <>
            <p>
              You have done nothing here for a while. If you do not answer, we will sign you out in{' '}
              {left > 60 ? `${Math.ceil(left / 60)} minutes` : 'a minute'}; what you typed stays on this page.
            </p>
            <Button type="button" look="secondary" className="mt-2" onClick={async () => setLeft(await ask('POST'))}>
              Stay signed in
            </Button>
          </>
        ) : (
          <p>
            What you typed is still on this page.{' '}
            <a href="/signin" target="_blank" rel="noreferrer" className="link">
              Sign in in another tab
            </a>
            , then go on here.
          </p>
        )}
      </Notice>
    </div>
  )
}
