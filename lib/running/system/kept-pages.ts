import { SESSION_COOKIE } from '@/lib/people/cookie'
import { listenForCallChanges } from '@/lib/platform/call-store/changes'
import { keptPagePolicy } from '@/lib/shared/http/content-policy'
import { keepPages } from '@/lib/shared/http/kept-pages'

const PATHS = ['/', '/call', '/call/places', '/call/sources', '/institutions', '/eligible', '/faq']
/** A page of the current Call, or of a named one; with anything else in its address it is no page for everybody. */
const ADDRESS = /^(\/[a-z/]*)(?:\?call=[\w.-]{1,60})?$/

/** Keeps the public pages until their Call changes. */
export function keepPublicPages(): void {
  const letGo = keepPages({
    isForAll: (url) => PATHS.includes(url.match(ADDRESS)?.[1] ?? ''),
    // Its other names end with this one.
    maySignIn: (cookies) => cookies.includes(`${SESSION_COOKIE}=`),
    policyOf: keptPagePolicy,
  })
  listenForCallChanges(letGo)
}
