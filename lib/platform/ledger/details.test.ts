import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf, withDetails } from './details'

test('nothing personal is left in what the chain holds, nothing else is taken from it, and the hash tells of a change', () => {
  const key = fc.constantFrom('name', 'filename', 'reason', 'from', 'to', 'kind', 'call')
  fc.assert(
    fc.property(fc.dictionary(key, fc.string()), (given) => {
      const { data, details } = withDetails(given)
      for (const name of ['name', 'filename', 'reason']) expect(data).not.toHaveProperty(name)
      const { details: hash, ...kept } = data
      expect({ ...kept, ...details?.data }).toEqual(given)
      if (!details) return
      expect(hash).toBe(hashOf(details))
      const reversed = Object.fromEntries(Object.entries(details.data).reverse())
      expect(hashOf({ ...details, data: reversed })).toBe(hash)
      expect(hashOf({ ...details, data: { ...details.data, name: 'another' } })).not.toBe(hash)
    }),
  )
  expect(withDetails({ reason: null, from: 'a' })).toEqual({ data: { reason: null, from: 'a' }, details: null })
})
