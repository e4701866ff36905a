'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/lib/shared/ui/button'

/** Appears once its code has loaded: without it, the browser's menu prints. */
export function PrintButton() {
  const [ready, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  if (!ready) return null
  return (
    <Button type="button" look="secondary" onClick={() => window.print()}>
      Print
    </Button>
  )
}
