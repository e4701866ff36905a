'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'

/**
 * Draws the page anew with what the server has now; does nothing while the portal does not answer. Next would then leave
 * the page, with all that is typed in it, for the browser's own message.
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
