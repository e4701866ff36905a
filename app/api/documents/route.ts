import { uploadResponse } from '@/lib/applying/document/respond'
import { documentTarget } from '@/lib/applying/document/upload-target'
import { jsonRoute } from '@/lib/people/route'
import { getActor } from '@/lib/people/session'
import { PortalError } from '@/lib/shared/errors'

/** Uploads one document of an application. */
export const POST = jsonRoute((request: Request) =>
  uploadResponse(request, '/apply', async () => {
    const actor = await getActor()
    if (actor.kind === 'person') return documentTarget(actor)
    throw new PortalError('signed-out', 'You are signed out. Sign in again, then upload the file once more.')
  }),
)
