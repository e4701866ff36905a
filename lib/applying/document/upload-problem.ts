import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import * as z from 'zod'
import { cookieName, cookieOptions } from '@/lib/people/cookie'

const NAME = 'upload-problem'
const shape = z.object({ id: z.string(), kind: z.string(), message: z.string() })
export type UploadProblem = z.infer<typeof shape>

/** Carries an error over the redirect to the page, for a form without JavaScript. Returns the id for its address. */
export async function keepProblem(kind: string, message: string): Promise<string> {
  const id = randomUUID()
  const jar = await cookies()
  const value = JSON.stringify({ id, kind, message })
  jar.set(cookieName(NAME), value, { ...cookieOptions(), sameSite: 'lax', maxAge: 30 })
  return id
}

/** The error that the page's address names, shown only on that page. */
export async function readProblem(id: unknown): Promise<UploadProblem | null> {
  const text = (await cookies()).get(cookieName(NAME))?.value
  if (!text || typeof id !== 'string') return null
  const problem = shape.safeParse(parsed(text))
  return problem.success && problem.data.id === id ? problem.data : null
}

/** The visitor can change the cookie. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A path of this site, or the fallback: a posted address never leads elsewhere. */
export function ownPath(path: string | undefined, fallback: string): string {
  return path && /^\/(?![/\\])[\w\-/]*$/.test(path) ? path : fallback
}
