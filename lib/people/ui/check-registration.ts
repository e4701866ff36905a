import { zodResolver } from '@hookform/resolvers/zod'
import { registerSchema } from '../schema'

/** Checks a registration by the server's schema. Loaded with the first touch of the form, for zod weighs. */
export const checkRegistration = zodResolver(registerSchema) as never as (...given: unknown[]) => Promise<never>
