import { settings } from '@/lib/shared/settings'

const secure = () => settings().NEXTAUTH_URL.startsWith('https://')

/**
 * What a cookie is called. Where the public address is https it begins with `__Host-`: browsers take such a name from this
 * very host over https alone, so that no other host of the domain, and nobody on a plain line, can plant one.
 */
export const cookieName = (name: string) => (secure() ? `__Host-${name}` : name)

/** What every cookie is set with; its name asks for the path. No script reads it. */
export const cookieOptions = () => ({ httpOnly: true, path: '/', secure: secure() }) as const

/** What the session's cookie was called before; null where that name is still the present one. */
export const formerSessionCookie = () => (secure() ? '__Secure-next-auth.session-token' : null)
