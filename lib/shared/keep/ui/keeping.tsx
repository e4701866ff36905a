import type { ReactNode } from 'react'
import { LeftOver } from '@/lib/shared/ui/sending/left-over'
import { keeperOf } from '../keeper'
import { KeeperProvider } from './keeper-context'

/** Pages of one personal link; their forms keep unsent text only for its holder. */
export function Keeping({ whose, children }: { whose: Parameters<typeof keeperOf>[0]; children: ReactNode }) {
  return (
    <KeeperProvider keeper={keeperOf(whose)}>
      <LeftOver />
      {children}
    </KeeperProvider>
  )
}
