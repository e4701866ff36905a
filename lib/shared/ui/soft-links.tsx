'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useRef } from 'react'

/**
 * Plain links inside lead on as Next's own do, without loading a page anew, and so do forms that ask for the present page
 * with other parameters. One listener stands for all of them, where each of Next's links costs time on the server and in
 * the browser: for what has many. A link with `data-still` changes the present page: it leaves the scrolled place, and
 * the way back, as they are.
 */
export function SoftLinks({ className, children }: { className?: string; children: ReactNode }) {
  const around = useRef<HTMLDivElement>(null)
  const router = useRouter()
  const search = useSearchParams()
  const toTop = useRef(false)
  // Next itself scrolls while React still puts the new rows in place, and the browser must then lay out all of them
  // within the same task: too long for a slow phone.
  useEffect(() => {
    if (!toTop.current) return
    toTop.current = false
    requestAnimationFrame(() => window.scrollTo(0, 0))
  }, [search])
  useEffect(() => {
    const box = around.current!
    const isHere = ({ origin, pathname }: URL | HTMLAnchorElement) =>
      origin === window.location.origin && pathname === window.location.pathname
    const ask = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement
      const { defaultPrevented, submitter } = event
      const address = new URL(form.action)
      if (defaultPrevented || form.method !== 'get' || submitter?.hasAttribute('formaction') || !isHere(address)) return
      event.preventDefault()
      const given = [...new FormData(form, submitter)].map(([name, value]) => [name, String(value)])
      toTop.current = true
      router.push(`${address.pathname}?${new URLSearchParams(given)}`, { scroll: false })
    }
    const follow = (event: MouseEvent) => {
      const { defaultPrevented, button, ctrlKey, metaKey, shiftKey, altKey } = event
      const link = (event.target as Element).closest('a')
      if (!link || defaultPrevented || button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return
      if (link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return
      event.preventDefault()
      const href = link.getAttribute('href')!
      const still = 'still' in link.dataset
      toTop.current = !still && isHere(link) && !link.hash
      if (still) router.replace(href, { scroll: false })
      else router.push(href, { scroll: !toTop.current })
    }
    box.addEventListener('click', follow)
    box.addEventListener('submit', ask)
    return () => {
      box.removeEventListener('click', follow)
      box.removeEventListener('submit', ask)
    }
  }, [router])
  return (
    <div ref={around} className={className}>
      {children}
    </div>
  )
}
