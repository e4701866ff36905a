'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'

/**
 * Renders the page again with the server's present data. Does nothing while the portal does not answer: Next would
 * replace the page, and all that the person typed, by the browser's own error.
 */
export function useRefresh(): () => void {
  const router = useRouter()
  return useCallback(() => {
    fetch('/api/health/ready', { cache: 'no-store' }).then(
      (answer) => answer.ok && router.refresh(),
      () => {},
    )
  }, [router])
}
