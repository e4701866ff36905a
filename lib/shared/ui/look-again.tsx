'use client'

import { useEffect } from 'react'
import { useRefresh } from '@/lib/shared/ui/use-refresh'

const EVERY_MS = 2000

/** Makes the page reload itself, with or without JavaScript. */
export function LookAgain() {
  const refresh = useRefresh()
  useEffect(() => {
    const timer = setInterval(refresh, EVERY_MS)
    return () => clearInterval(timer)
  }, [refresh])
  return (
    <noscript>
      <meta httpEquiv="refresh" content="3" />
    </noscript>
  )
}
