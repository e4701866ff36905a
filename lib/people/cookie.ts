import { settings } from '@/lib/shared/settings'

const secure = () => settings().NEXTAUTH_URL.startsWith('https://')

/**
 * The name of a cookie. If the public address is https it begins with `__Host-`: browsers accept such a name only from
 * this very host over https, so that no other host of the domain, and nobody on an unencrypted connection, can plant
 * one.
 */
export const cookieName = (name: string) => (secure() ? `__Host-${name}` : name)

/** The options of every cookie; its name requires the path. No script reads it. */
export const cookieOptions = () => ({ httpOnly: true, path: '/', secure: secure() }) as const

/** next-auth's own cookie, so that its routes and ours read the same session. */
export const SESSION_COOKIE = 'next-auth.session-token'

/** The former name of the session's cookie; null if it is still the present one. */
export const formerSessionCookie = () => (secure() ? `__Secure-${SESSION_COOKIE}` : null)
