import 'server-only'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { db } from '@/db/client'
import { currentCall, findCall } from '@/lib/platform/call-store/queries'

/** What a page gets from its address. */
export type Search = Record<string, string | string[] | undefined>
export type PageProps = { searchParams: Promise<Search> }

/** A parameter's only or first value. */
export function param(search: Search, name: string): string | undefined {
  const value = search[name]
  return Array.isArray(value) ? value[0] : value
}

/** The sentence that `?notice=` asks for: one of the page's own, and never what every object has, `constructor` for instance. */
export function noticeIn(search: Search, sentences: Record<string, string>): string | undefined {
  const name = param(search, 'notice') ?? ''
  return Object.hasOwn(sentences, name) ? sentences[name] : undefined
}

/** One query a request, however many parts of the page ask. */
const load = cache(async (slug: string | undefined) => {
  if (slug === undefined || slug === '') return currentCall(db)
  return /^[\w.-]+$/.test(slug) ? findCall(db, slug) : null
})

export type PublicCall = NonNullable<Awaited<ReturnType<typeof load>>>

/** The call that `?call=` names, else the current one; null if there is none. */
export const findPublicCall = (search: Search) => load(param(search, 'call'))

/** The same for pages that are nothing without a call. */
export async function loadCall(search: Search) {
  const call = await findPublicCall(search)
  if (!call) notFound()
  return call
}

/** An address within the public pages that stays with the call that `?call=` named. */
export function hrefFor(search: Search) {
  const slug = param(search, 'call')
  return (path: string) => {
    if (!slug) return path
    const [before, hash] = path.split('#')
    return `${before}?call=${encodeURIComponent(slug)}${hash ? `#${hash}` : ''}`
  }
}
