'use client'

import { useEffect, useState } from 'react'
import { useRefresh } from '@/lib/shared/ui/use-refresh'

/**
 * Says how many are selected beside what is free, while somebody selects; and looks again when somebody comes back to the
 * page, for others decide too. Without JavaScript it is not there.
 */
export function Selection({ free }: { free: number }) {
  const refresh = useRefresh()
  const [chosen, setChosen] = useState(0)
  useEffect(() => {
    const look = () => setChosen(document.querySelectorAll('input[name=id]:checked').length)
    // After whoever else listens: 'select all' marks the others in its own handler.
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
