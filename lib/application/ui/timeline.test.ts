import { expect, test } from 'vitest'
import { toldEvents } from './timeline'

test('the timeline tells what it has words for, and nothing of who read the dossier', () => {
  const types = ['start', 'dossier-read', 'submit', 'deadline-extended', 'toString', 'some-new-type']
  const told = toldEvents(types.map((type) => ({ type, data: {} }))).map(({ event }) => event.type)
  expect(told).toEqual(['start', 'submit', 'deadline-extended'])
})
