import { expect, test } from 'vitest'
import * as z from 'zod'
import { action, idle } from './action'

const given: unknown[] = []
const keep = action(z.object({}), 'anyone', async (_input, _actor, form) => {
  given.push(form)
  return undefined
})

test('a program that calls an action with anything but a form is refused, and nothing is done', async () => {
  for (const sent of [undefined, null, 'text', 7, {}, [], [['a', 'b']], new Map([['a', 'b']]), { get: 1, entries: 2 }])
    await expect(keep(idle, sent as never)).rejects.toThrow('Only part of this form arrived.')
  expect(given).toEqual([])
})
