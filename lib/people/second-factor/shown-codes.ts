import { cookies } from 'next/headers'
import { cookieName, cookieOptions } from '@/lib/people/cookie'
import { sealed, unsealed } from './seal'

const NAME = 'recovery-codes'

/** Lets the next page show new recovery codes until the person has kept them. Only this browser has them, encrypted. */
export async function showCodes(sessionId: string, codes: string[]): Promise<void> {
  const value = await sealed('recovery-codes', { codes, session: sessionId })
  ;(await cookies()).set(cookieName(NAME), value, { ...cookieOptions(), sameSite: 'strict', maxAge: 60 * 60 })
}

/** The codes that this session just received; null if there are none, or the person has kept them. */
export async function shownCodes(sessionId: string): Promise<string[] | null> {
  const value = (await cookies()).get(cookieName(NAME))?.value
  const token = value ? await unsealed('recovery-codes', value) : null
  return token?.session === sessionId && Array.isArray(token.codes) ? token.codes.map(String) : null
}

/** Stops showing them. */
export async function hideCodes(): Promise<void> {
  ;(await cookies()).set(cookieName(NAME), '', { ...cookieOptions(), maxAge: 0 })
}
