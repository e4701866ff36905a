import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { withoutAddresses, wordsOfError } from './redact'
import { currentRequest, newRequestId, notePerson, requestIdOf, withFacts, withRequestId } from './request-facts'

describe('the log', () => {
  it('tells of an error its kind, words, code and causes, and nothing that a driver added', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(ada)',
      parameters: ['ada'],
    })
    const words = wordsOfError(
      Object.assign(new Error('Failed query', { cause }), { query: 'select', params: ['ada'] }),
    )
    expect(words).toMatchObject({ type: 'Error', message: 'Failed query', cause: { code: '23505' } })
    expect(JSON.stringify(words)).not.toContain('ada')
  })

  it('ends a circle of causes', () => {
    const error = new Error('round')
    error.cause = error
    expect(JSON.stringify(wordsOfError(error)).match(/"type"/g)).toHaveLength(6)
  })

  it.each([
    ['550 5.1.1 <ada.lovelace+x@example.org>: unknown user', '550 5.1.1 <[address]>: unknown user'],
    ['{"msg":"to 阿达@例子.中国, 何@example.org"}', '{"msg":"to [address], [address]"}'],
    ['at work (/srv/node_modules/@scope/name/index.js:1:2)', 'at work (/srv/node_modules/@scope/name/index.js:1:2)'],
  ])('names nobody by a mail address: %s', (line, kept) => expect(withoutAddresses(line)).toBe(kept))
})

describe('the request that a line belongs to', () => {
  it('takes the id of a trusted proxy, if it is well-formed', () => {
    expect(requestIdOf('3f1c2a-77aa', true)).toBe('3f1c2a-77aa')
    for (const [given, trusted] of [
      ['3f1c2a-77aa', false],
      ['short', true],
      ['"},{"level":"error', true],
      ['a'.repeat(65), true],
      [['3f1c2a-77aa'], true],
      [undefined, true],
    ] as const)
      expect(requestIdOf(given as string, trusted)).toMatch(/^[2-9a-hjkmnp-z]{12}$/)
  })

  it('stands beside the person in the log, and in the sentence that they read', async () => {
    const id = newRequestId()
    await withFacts({ request: id }, async () => {
      await Promise.resolve()
      notePerson('0191')
      expect(currentRequest()).toEqual({ request: id, person: '0191' })
      expect(withRequestId('Sorry.')).toBe(`Sorry. If you write to us, give this number: ${id}.`)
    })
    expect(withRequestId('Sorry.')).toBe('Sorry.')
  })
})

describe('the lines themselves', () => {
  const program = `
    import { log } from './lib/shared/log/log.ts'
    import { withFacts } from './lib/shared/log/request-facts.ts'
    withFacts({ request: 'abcdefgh', person: 'p1' }, () => {
      log.error({ err: new Error('to ada@example.org') }, 'It failed.')
      log.info('Later.')
    })
    log.debug('unseen')`
  const run = (env: Record<string, string>) =>
    spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    }).stderr

  it('are JSON where a program reads them', () => {
    const lines = run({ LOG_FORMAT: 'json' })
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines).toHaveLength(2)
    expect(lines[1]).not.toHaveProperty('err')
    expect(lines[0]).toMatchObject({
      level: 'error',
      request: 'abcdefgh',
      person: 'p1',
      msg: 'It failed.',
      err: { type: 'Error', message: 'to [address]' },
    })
    expect(new Date(lines[0].time).getTime()).not.toBeNaN()
  })

  it('are words where a person reads them', () => {
    const text = run({ LOG_FORMAT: 'text', LOG_LEVEL: 'debug' })
    expect(text).toContain('It failed.')
    expect(text).toContain('unseen')
    expect(text).not.toContain('ada@example.org')
    expect(() => JSON.parse(text)).toThrow()
  })
})
