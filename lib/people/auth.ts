import { headers } from 'next/headers'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { db } from '@/db/client'
import { settings } from '@/lib/settings'
import { authenticate } from './authenticate'
import { clientOf } from './client'
import { findPersonBySession, revokeSession } from './queries'
import { signInSchema } from './schema'
import { SESSION_SECONDS } from './session'

/** next-auth's side of accounts: for its own routes. Its token only names a session; the session's row decides. */
export function authOptions(): NextAuthOptions {
  return {
    secret: settings().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/signin' },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials) {
          const given = signInSchema.safeParse(credentials)
          if (!given.success) return null
          const client = clientOf(await headers(), settings().TRUST_PROXY)
          const result = await authenticate(db, given.data, client, SESSION_SECONDS)
          return result.status === 'signed-in' ? { id: result.personId, sessionId: result.sessionId } : null
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && 'sessionId' in user ? { sub: user.id, sessionId: user.sessionId } : token),
      async session({ session, token }) {
        const person = typeof token.sessionId === 'string' ? await findPersonBySession(db, token.sessionId) : null
        return {
          expires: session.expires,
          user: person ? { id: person.id, name: person.name, email: person.email } : undefined,
        }
      },
    },
    events: {
      async signOut({ token }) {
        if (token?.sub && typeof token.sessionId === 'string') await revokeSession(db, token.sub, token.sessionId)
      },
    },
  }
}
