import type { ReactNode } from 'react'
import { LeftOver } from '@/lib/shared/ui/sending/left-over'
import { keeperOf } from '../keeper'
import { KeeperProvider } from './keeper-context'

/** Pages of one account or personal link; their forms keep unsent text only for its owner. */
export function Keeping({ whose, children }: { whose: Parameters<typeof keeperOf>[0]; children: ReactNode }) {
  const { owner, key } = keeperOf(whose)
  return (
    <KeeperProvider owner={owner} sealedBy={key}>
      <LeftOver />
      {children}
    </KeeperProvider>
  )
}
