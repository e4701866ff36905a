import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openApi } from './openapi'
import { type Operation, operations } from './operations'

const document = JSON.parse(JSON.stringify(openApi('https://portal.example')))

test('every reference has its target', () => {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!.split('/'))
  expect(refs.length).toBeGreaterThan(20)
  for (const path of refs)
    expect(
      path.reduce((at, key) => at?.[key], document),
      path.join('/'),
    ).toBeTypeOf('object')
})

test('every operation has its route, its parameters and its scope', () => {
  for (const [id, operation] of Object.entries(operations as Record<string, Operation>)) {
    const { path, method, scope } = operation
    expect(existsSync(`app/api/v1${path.replaceAll('{', '[').replaceAll('}', ']')}/route.ts`), path).toBe(true)
    const told = document.paths[path][method]
    expect(told.operationId).toBe(id)
    expect(told.security).toEqual([{ token: scope ? [scope] : [] }])
    const named = told.parameters.map((one: { in: string; name: string }) => `${one.in} ${one.name}`)
    for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(named).toContain(`path ${name}`)
  }
  const list = document.paths['/applications'].get
  expect(list.parameters.map(({ name }: { name: string }) => name)).toEqual(['q', 'call', 'cursor', 'limit'])
  expect(list.parameters[3]).toMatchObject({ required: false, schema: { type: 'integer', minimum: 1, maximum: 100 } })
  expect(document.components.schemas.ApplicationList.properties.items.items).toEqual({
    $ref: '#/components/schemas/Application',
  })
})
