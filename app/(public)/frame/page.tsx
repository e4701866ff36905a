import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { MADE_FOR, madeFor } from '@/lib/shared/http/made-for'

/** The frame alone. The portal puts its header into a kept page (`kept-pages.ts`); for everybody else there is no page. */
export default async function Frame() {
  if (madeFor((await headers()).get(MADE_FOR)).what !== 'account') notFound()
  return null
}
