import { openApi } from '@/lib/running/api/openapi'
import { settings } from '@/lib/shared/settings'

/** What the API does, for programs and for people who write them. */
export const GET = () => Response.json(openApi(settings().NEXTAUTH_URL))
