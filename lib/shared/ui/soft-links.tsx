'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * Plain links inside lead on as Next's own do, without loading a page anew. One listener stands for all of them, where
 * each of Next's links costs time on the server and in the browser: for what has many. A link with `data-still` changes
 * the present page: it leaves the scrolled place, and the way back, as they are.
 */
export function SoftLinks({ className, children }: { className?: string; children: ReactNode }) {
  const around = useRef<HTMLDivElement>(null)
  const router = useRouter()
  useEffect(() => {
    const box = around.current!
    const follow = (event: MouseEvent) => {
      const { defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey } = event
      const link = (event.target as Element).closest('a')
      if (!link || defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return
      if (link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return
      event.preventDefault()
      const href = link.getAttribute('href')!
      if ('still' in link.dataset) router.replace(href, { scroll: false })
      else router.push(href)
    }
    box.addEventListener('click', follow)
    return () => box.removeEventListener('click', follow)
  }, [router])
  return (
    <div ref={around} className={className}>
      {children}
    </div>
  )
}
