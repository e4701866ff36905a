import { db } from '@/db/client'
import { answerMetrics } from '@/lib/running/system/metrics'

export const dynamic = 'force-dynamic'

export const GET = (request: Request) => answerMetrics(request, db)
