import * as z from 'zod'
import { DIMENSIONS } from './rules'

export const exportSchema = z.object({ call: z.string(), by: z.enum(DIMENSIONS) })
