import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { db } from '@/db/client'
import { noteAccess } from '@/lib/people/access/note'
import { settings } from '@/lib/shared/settings'
import { authenticate } from './authenticate'
import { clientOf } from './client'
import { cookieName, cookieOptions } from './cookie'
import { presentClient } from './present-client'
import { findPersonBySession, revokeSession } from './queries'
import { signInSchema } from './schema'
import { claimsOf, endPresentSession, SESSION_SECONDS, sessionCookie } from './session'

declare module 'next-auth' {
  interface User {
    sessionId?: string
  }
  interface Session {
    /** Missing if the session's row no longer counts: check `session?.user?.id`, never `session` alone. */
    user?: { id: string; name: string; email: string }
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    sessionId?: string
    hostOnly?: boolean
  }
}

/** next-auth over the same accounts, limits and session rows as our own pages. */
export function authOptions(): NextAuthOptions {
  return {
    secret: settings().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: settings().NEXTAUTH_URL.startsWith('https://'),
    cookies: {
      sessionToken: { name: sessionCookie(), options: { ...cookieOptions(), sameSite: 'lax' } },
      csrfToken: { name: cookieName('next-auth.csrf-token'), options: { ...cookieOptions(), sameSite: 'lax' } },
      callbackUrl: { name: cookieName('next-auth.callback-url'), options: { ...cookieOptions(), sameSite: 'lax' } },
    },
    pages: { signIn: '/signin', error: '/signin' },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: 'E-mail address' }, password: { label: 'Password', type: 'password' } },
        async authorize(given, request) {
          const input = signInSchema.safeParse(given)
          if (!input.success) return null
          const sent = new Headers()
          for (const [name, value] of Object.entries(request.headers ?? {})) sent.set(name, String(value))
          const client = clientOf(sent, settings().TRUST_PROXY)
          const result = await authenticate(db, input.data, client, SESSION_SECONDS)
          if (result.status !== 'signed-in') return null
          await endPresentSession(result.sessionId)
          return { id: result.personId, name: result.name, email: result.email, sessionId: result.sessionId }
        },
      }),
    ],
    callbacks: {
      // The token names only the session: anything that it said about a person would be stale tomorrow.
      jwt: ({ token, user }) => (user ? claimsOf(user.id, user.sessionId!) : token),
      async session({ session, token }) {
        const person = token.sessionId ? await findPersonBySession(db, token.sessionId) : null
        if (!person) return { expires: session.expires }
        return { expires: session.expires, user: { id: person.id, name: person.name, email: person.email } }
      },
    },
    events: {
      async signOut({ token }) {
        if (!token.sub || !token.sessionId) return
        await revokeSession(db, token.sub, token.sessionId)
        await noteAccess(db, { kind: 'signed-out', person: token.sub, client: await presentClient() })
      },
    },
  }
}
