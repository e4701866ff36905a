import { expect, test } from 'vitest'
import { db } from '@/db/client'
import { findCall } from '@/lib/platform/call-store/queries'
import { saveSchema } from './schema'

test('a zero character in an address or in JSON, or half a surrogate pair, is no database error', async () => {
  expect(await findCall(db, '2021\0')).toBeNull()
  const passed = [{ id: '5f0c1b1e-8f0a-4a6e-9d5b-0c4f3c1f2a11', reason: ' too\0 late \ud800 ' }]
  const { decision } = saveSchema.parse({ version: 0, decision: { ranked: [], passed } })
  expect(decision.passed).toMatchObject([{ reason: 'too late \ufffd' }])
})
