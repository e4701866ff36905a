import * as z from 'zod'
import { typedText } from '@/lib/form/typed'
import { givenPassword } from '@/lib/people/schema'

const code = typedText.pipe(z.string().min(1, 'Enter the code').max(100, 'This code is too long'))
const next = z.string().max(2000).optional()

export const beginSchema = z.object({ password: givenPassword, next })
export const confirmSchema = z.object({ code, next })
export const giveSchema = z.object({ code, next })
export const proveSchema = z.object({ password: givenPassword, code })
export const identitySchema = z.object({ identityPassword: givenPassword, next })
export const doneSchema = z.object({ next })
