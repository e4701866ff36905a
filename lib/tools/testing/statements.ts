import { vi } from 'vitest'
import { db } from '@/db/client'

/** How many statements `work` asks of the test's database. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const { $client } = db as unknown as { $client: { ask(): Promise<unknown> } }
  const asked = vi.spyOn($client, 'ask')
  await work()
  const { length } = asked.mock.calls
  asked.mockRestore()
  return length
}
