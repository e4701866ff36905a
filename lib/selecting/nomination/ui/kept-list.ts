import type { Keeper } from '@/lib/shared/keep/keeper'
import { forget, isKept, keep, kept } from '@/lib/shared/keep/ui/store'
import type { Decision } from '../rank'

/** An unsent list, and the version that it is based on. */
export type UnsentList = { version: number; decision: Decision }

const device = () => localStorage

/** Keeps an unsent list in the browser by its address, encrypted to the account. Keeps nothing without an account. */
export class KeptList {
  private readonly what: string
  private at = 0

  constructor(
    private readonly keeper: Keeper | null,
    url: string,
  ) {
    this.what = `list:${url}`
  }

  read(): UnsentList | null {
    return this.keeper && (kept(device, this.keeper, this.what) as UnsentList | null)
  }

  keep(list: UnsentList): void {
    this.at = Date.now()
    if (this.keeper) keep(device, this.keeper, this.what, list, this.at)
  }

  /** Whether the browser's storage has the latest list. */
  get safe(): boolean {
    return this.keeper !== null && isKept(device, this.keeper, this.what, this.at)
  }

  forget(): void {
    if (this.keeper) forget(device, this.keeper, this.what)
  }
}
