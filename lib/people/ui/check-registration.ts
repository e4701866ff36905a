import { zodResolver } from '@hookform/resolvers/zod'
import { registerSchema } from '../schema'

/** Checks a registration by the server's schema. Loaded at the first touch of the form, because zod is large. */
export const checkRegistration = zodResolver(registerSchema) as never as (...given: unknown[]) => Promise<never>
