'use client'

import { useEffect, useState } from 'react'

/** How many items are still to judge, updated as the officer gives verdicts. `left` is the server's number. */
export function StillToJudge({ items, left: atFirst }: { items: number; left: string[] }) {
  const [left, setLeft] = useState(atFirst)
  useEffect(() => {
    const chosen = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || target.name !== 'verdict') return
      const item = target.closest('[data-item]')?.id
      setLeft((before) => before.filter((key) => key !== item))
    }
    document.addEventListener('change', chosen)
    return () => document.removeEventListener('change', chosen)
  }, [])
  return <span>{left.length === 0 ? 'Every item is judged.' : `${left.length} of ${items} still to be judged.`}</span>
}
