import type { ReactNode } from 'react'
import { viewAsked } from '@/lib/applying/reference/link-view'
import { Keeping } from '@/lib/shared/keep/ui/keeping'

type Props = { params: Promise<{ token: string }>; children: ReactNode }

/** Keeps what the holder of this link types and does not send for this link alone. */
export default async function LinkLayout({ params, children }: Props) {
  const view = await viewAsked((await params).token)
  return view.problem === undefined ? <Keeping whose={view.holder}>{children}</Keeping> : children
}
