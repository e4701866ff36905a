import { PgDialect } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { call2021 } from '@/db/calls/2021'
import type { Call } from '@/lib/call/call'
import { callDefinitionSchema } from '@/lib/call/definition'
import type { Person } from '@/lib/people/actor'
import { compileSearch } from './compile'
import { parseSearch } from './search'
import { visibilityOf } from './visibility'
import { meant, type Value } from './vocabulary'

test('a search finds a value by its key, its name, another name and the start of a word', () => {
  const values: Value[] = [
    { key: 'ustc', label: 'University of Science and Technology', also: ['中国科学技术大学'] },
    { key: 'ucas', label: 'University of the Academy' },
  ]
  const keysFor = (text: string) => meant(values, text).map(({ key }) => key)
  expect(keysFor('USTC')).toEqual(['ustc'])
  expect(keysFor('university of the  academy')).toEqual(['ucas'])
  expect(keysFor('中国科学技术大学')).toEqual(['ustc'])
  expect(keysFor('tech')).toEqual(['ustc'])
  expect(keysFor('univ')).toEqual(['ustc', 'ucas'])
  expect(keysFor('…')).toEqual([])
})

test('a search with many values looks through each list of names once', () => {
  let read = 0
  const values = Array.from({ length: 100 }, (_, n) => ({
    key: `key-${n}`,
    get label() {
      read++
      return `Institute ${n}`
    },
  }))
  for (let n = 0; n < 400; n++) meant(values, 'i')
  expect(read).toBe(100)
})

test('a value named hundreds of times goes to the database once', () => {
  const definition = callDefinitionSchema.parse(call2021)
  const call = { id: '00000000-0000-0000-0000-000000000000', definition } as Call
  const person = { kind: 'person', id: call.id, roles: [{ role: 'admin', callId: null }] } as unknown as Person
  const paramsOf = (text: string) => {
    const condition = compileSearch(parseSearch(text).query, visibilityOf(person, call))!
    return new PgDialect().sqlToQuery(condition).params.length
  }
  const most = definition.institutions.length
  expect(paramsOf(`institution:${Array(480).fill('i').join()}`)).toBeLessThanOrEqual(most)
  expect(paramsOf(`-institution:${Array(480).fill('i').join()}`)).toBeLessThanOrEqual(most)
  expect(paramsOf(`duplicate:${Array(240).fill('yes').join()}`)).toBe(paramsOf('duplicate:yes'))
})
