'use client'

import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import type { Keeper } from '../keeper'
import { forgetOld } from './store'

const KeeperContext = createContext<Keeper | null>(null)

/** Whose text the forms of these pages keep. A server's page of an account gives it to its own owner alone. */
export function KeeperProvider({
  owner,
  sealedBy,
  children,
}: {
  owner: string
  sealedBy: string
  children: ReactNode
}) {
  useEffect(forgetOld, [])
  const keeper = useMemo(() => ({ owner, key: sealedBy }), [owner, sealedBy])
  return <KeeperContext value={keeper}>{children}</KeeperContext>
}

/** Null on pages of nobody's, such as the sign-in page. */
export const useKeeper = () => useContext(KeeperContext)
