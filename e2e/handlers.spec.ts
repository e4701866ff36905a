import { expect } from '@playwright/test'
import { database } from './pages/applicant'
import { aScene, CAST, type Player } from './pages/cast'
import { handlerFolders, prepared, send } from './pages/handlers'
import { test } from './pages/own-portal'
import { wholeDatabase } from './pages/whole-database'
import { type Case, HANDLERS } from './rules/handlers'

// One after the other, on a separate database.
test.describe.configure({ mode: 'default' })

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']

test('this test knows every route handler', () => {
  expect(handlerFolders()).toEqual(Object.keys(HANDLERS).sort())
})

for (const [folder, cases] of Object.entries(HANDLERS)) {
  for (const one of cases) {
    const name = `${one.method} ${folder}${one.name ? `, ${one.name}` : ''}`
    test(`${name}: works only for the people it is meant for`, async ({ baseURL }) => {
      const { scene, sql } = await theScene(one)
      const { who, theirs = [] } = one
      const ask = (player: Player, method: string = one.method) =>
        send(baseURL!, scene, player, method, one.ask(scene, player))
      const marksIn = (text: string) => scene.marks.filter((mark) => text.includes(mark))
      const others = CAST.filter((player) => ![...who, ...theirs].includes(player))
      const methods = one.method === 'GET' ? ['HEAD', 'GET'] : [one.method]
      const whole = await wholeDatabase(sql)
      for (const player of others)
        for (const method of methods) {
          const answer = await ask(player, method)
          expect(answer.status, `${method} by ${player}`).toBeLessThan(500)
          expect(marksIn(answer.text), `${method} by ${player}`).toEqual([])
          if (one.shows instanceof RegExp) expect(answer.text, `${method} by ${player}`).not.toMatch(one.shows)
        }
      expect(await wholeDatabase(sql), `${name} by ${others}`).toEqual(whole)
      for (const player of theirs) {
        const answer = await ask(player)
        expect(answer.status, player).toBe(200)
        expect(marksIn(answer.text), player).toEqual([])
      }
      const before = await wholeDatabase(sql)
      for (const player of who) {
        const answer = await ask(player)
        if (one.shows === 'marks') expect(marksIn(answer.text), player).not.toEqual([])
        else if (one.shows) expect(answer.text, player).toMatch(one.shows)
        if (one.changes && player === who[0]) expect(await wholeDatabase(sql), player).not.toEqual(before)
      }
      await sql.end()
    })
  }

  test(`${folder}: it answers exactly its own methods`, async ({ baseURL }) => {
    const { scene, sql } = await theScene(cases[0]!)
    const whole = await wholeDatabase(sql)
    const asked = cases[0]!.ask(scene, 'owner')
    const { allow } = await send(baseURL!, scene, 'owner', 'OPTIONS', asked)
    const has = allow.split(', ').filter((method) => method !== 'OPTIONS')
    const tried = cases.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    expect(has.sort()).toEqual([...new Set(tried)].sort())
    for (const method of METHODS.filter((one) => !has.includes(one)))
      for (const player of CAST)
        expect(
          (await send(baseURL!, scene, player, method, cases[0]!.ask(scene, player))).status,
          `${method} by ${player}`,
        ).toBe(405)
    expect(await wholeDatabase(sql)).toEqual(whole)
    await sql.end()
  })
}

async function theScene({ host = 'xieg', state, prepare }: Case) {
  const scene = await prepared(await aScene(host, 'ynao'))
  const sql = database()
  if (state) await sql`update applications set state = ${state} where id = ${scene.id}`
  await prepare?.(scene)
  return { scene, sql }
}
