'use client'

import { useEffect, useState } from 'react'
import { useRefresh } from '@/lib/shared/ui/use-refresh'

/**
 * Shows how many are selected beside the free places, and refreshes when the admin returns to the page, because others
 * decide too. Hidden without JavaScript.
 */
export function Selection({ free }: { free: number }) {
  const refresh = useRefresh()
  const [chosen, setChosen] = useState(0)
  useEffect(() => {
    const look = () => setChosen(document.querySelectorAll('input[name=id]:checked').length)
    // After other listeners: 'select all' ticks the rest in its own handler.
    const later = () => setTimeout(look)
    const again = () => document.visibilityState === 'visible' && refresh()
    look()
    document.addEventListener('change', later)
    document.addEventListener('visibilitychange', again)
    return () => {
      document.removeEventListener('change', later)
      document.removeEventListener('visibilitychange', again)
    }
  }, [refresh])
  if (chosen === 0) return null
  return (
    <p role="status" className={chosen > free ? 'font-semibold' : ''}>
      {chosen} selected. {free} {free === 1 ? 'place is' : 'places are'} free.
    </p>
  )
}
