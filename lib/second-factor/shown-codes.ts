import { cookies } from 'next/headers'
import { settings } from '@/lib/settings'
import { sealed, unsealed } from './seal'

const COOKIE = 'recovery-codes'
const PATH = '/account/two-factor'

/** Lets the next page show new recovery codes, until the person has kept them: this browser alone has them, encrypted. */
export async function showCodes(sessionId: string, codes: string[]): Promise<void> {
  const value = await sealed('recovery-codes', { codes, session: sessionId })
  const secure = settings().NEXTAUTH_URL.startsWith('https://')
  ;(await cookies()).set(COOKIE, value, { httpOnly: true, sameSite: 'strict', secure, path: PATH, maxAge: 60 * 60 })
}

/** The codes that this session was just given; null if there are none, or they were kept. */
export async function shownCodes(sessionId: string): Promise<string[] | null> {
  const value = (await cookies()).get(COOKIE)?.value
  const token = value ? await unsealed('recovery-codes', value) : null
  return token?.session === sessionId && Array.isArray(token.codes) ? token.codes.map(String) : null
}

/** Shows them no more. */
export async function hideCodes(): Promise<void> {
  ;(await cookies()).delete({ name: COOKIE, path: PATH })
}
