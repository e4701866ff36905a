import http from 'node:http'

export type Asked = { method: string; path: string; headers?: Record<string, string>; body?: string | Buffer }
export type Answered = { status: number; headers: http.IncomingHttpHeaders; body: string }

/** Only a few at once, so that the rate limit does not refuse the test's own requests. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 6 })

/** Sends exactly this: a browser, and `fetch` too, would correct a malformed address or body. */
export function ask(base: string, asked: Asked): Promise<Answered> {
  const { method, path, headers = {}, body } = asked
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const request = http.request({ agent, hostname, port, method, path, headers }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece) => pieces.push(piece))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(pieces).toString('latin1'),
        }),
      )
    })
    // The server closes a connection that was idle for a while, perhaps at this moment.
    request.on('error', (error: NodeJS.ErrnoException) =>
      request.reusedSocket && error.code === 'ECONNRESET' ? resolve(ask(base, asked)) : reject(error),
    )
    request.end(body)
  })
}

/** Path segments that are not text: the portal refuses them before any look-up. */
export const NO_TEXT = ['%00', 'a%00b', '%FF', '%C3%28', '%ED%A0%80', '%F5%80%80%80', '%', '%1', '%zz', '%u0041']

/** Path segments that are text, percent-encoded where HTTP requires it. */
export const MALFORMED_PARTS = [
  '..',
  '%2e%2e%2fetc%2fpasswd',
  '..%5c..',
  '%3F%23',
  '%0d%0aX-Injected:%20yes',
  '%F0%9F%92%A9%E2%80%AE',
  '__proto__',
  'constructor',
  '%5Bid%5D',
  '-1',
  '1e309',
  "'%20or%201=1--%22%3E%3Cscript%3E",
  '00000000-0000-4000-8000-0000000000000',
  '00000000-0000-4000-8000-00000000000g',
  'a'.repeat(10_000),
]

/** Query strings: the names of parameters that pages read, with unexpected values. */
export const malformedQueries = (names: string[]): string[] => [
  `=&&&?&__proto__=1&__proto__[x]=1&constructor.prototype.x=1&[]=1&a[b][c]=1&a=${'b'.repeat(6_000)}`,
  names.flatMap((name) => [`${name}=1`, `${name}=constructor`]).join('&'),
  ...['', 'constructor', '__proto__', '-1', '1e309', "'%22%3C%5B%5D%E2%80%AE%F0%9F%92%A9"].map((value) =>
    names.map((name) => `${name}=${value}`).join('&'),
  ),
]

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

export type Body = { type?: string; body: string | Buffer }

/** A multipart body of these parts, each with its head and text. */
const multipart = (...parts: [string, string][]): Body => ({
  type: 'multipart/form-data; boundary=x',
  body: `${parts.map(([head, text]) => `--x\r\n${head}\r\n\r\n${text}\r\n`).join('')}--x--\r\n`,
})
const named = (name: string, more = '') => `Content-Disposition: form-data; name="${name}"${more}`

/** Bodies in a wrong format, with their content type. */
export const MALFORMED_BODIES: Body[] = [
  { body: '' },
  ...['', 'null', '[]', '1', '"text"', '{', '{"answers":null}', '{"__proto__":{"x":1}}', deep(20_000)].map((body) => ({
    type: 'application/json',
    body,
  })),
  ...[
    { answers: [], version: 0, writer: 'malformed-1', seq: 1 },
    { answers: { constructor: { a: 1 } }, version: 0.5, writer: 'malformed-1', seq: -1 },
    { answers: { mother: 'a\0b', test: '\ud800' }, version: 0, writer: 'malformed-1', seq: 1 },
    { answers: { a: { b: { c: { d: ['\ud800', '\0'] } } } }, version: 0, writer: 'malformed-1', seq: 1 },
    { answers: {}, version: 0, writer: 'malformed-\0\ud800', seq: 1 },
    { answers: {}, version: 99999999999999, writer: 'malformed-1', seq: 99999999999999 },
    { version: -1, order: [['__proto__']], writer: '\ud800' },
    { enrolled: 'yes' },
  ].map((value) => ({ type: 'application/json', body: JSON.stringify(value) })),
  { type: 'application/json', body: Buffer.from([0xff, 0xfe, 0x7b, 0x00]) },
  { type: 'text/plain', body: 'text' },
  { type: 'no type at all', body: '{}' },
  { type: 'application/x-www-form-urlencoded', body: '%FF=%00&__proto__=1&=&a=%zz&id=1&id=2' },
  {
    type: 'application/x-www-form-urlencoded',
    body: 'call=2021&track=%00&table=constructor&by=__proto__&query=%00&format=toString&selected=1&id=%00',
  },
  { type: 'multipart/form-data', body: 'no boundary' },
  { type: 'multipart/form-data; boundary=x', body: `--x\r\n${named('application')}\r\n\r\nnever ended` },
  { type: 'multipart/form-data; boundary=y', body: multipart([named('a'), 'another boundary']).body },
  multipart(['No-Name: of a part', 'x']),
  multipart([named('__proto__'), '1'], [named('application'), 'a\0b'], [named(''), '']),
  multipart([named('kind'), 'cv'], [named('file', '; filename="a\0b/../..\\c.pdf"\r\nContent-Type: a'), '%PDF-\0']),
]

/** Values for an action instead of a form, in React's encoding of arguments. */
const ARGUMENTS = [
  '',
  '{',
  'null',
  '1',
  '"x"',
  '[]',
  '[1,2,3,4]',
  '["x","x","x","x"]',
  '[null,null,null,null]',
  '[{},{},{},{}]',
  '[{"status":"idle"},{"__proto__":{"x":1}}]',
  '[{},"$undefined"]',
  '[{},"$F1"]',
  '[{},"$h1"]',
  '[{},"$Q1"]',
  '[{},"$W1"]',
  '[{},"$@1"]',
  '[{},"$B1"]',
  '[{},"$R1"]',
  '[{},"$A1"]',
  '[{},"$i1"]',
  '[{},"$1:__proto__:then"]',
  '[{},"$Z"]',
  '[{},"$"]',
  '[{},"$1:constructor:constructor"]',
  '["$0","$0"]',
  '["$0:0","$0:1"]',
  '[{},"$Dx"]',
  '[{},"$n1x"]',
  '[{},"$T1"]',
  '[{},"$NaN"]',
  deep(3_000),
  `[${Array(2_000).fill('0').join()}]`,
  `[{},"$n${'9'.repeat(5_000)}"]`,
]

/** Calls of an action with arguments that are no form, as text and as parts. `other`: the id of another action. */
export const malformedCalls = (other: string): Body[] => [
  ...ARGUMENTS.flatMap((body) => [{ type: 'text/plain;charset=UTF-8', body }, multipart([named('0'), body])]),
  ...[
    ['[{},"$F1"]', `{"id":"${other}","bound":null}`],
    ['[{},"$h1"]', `{"id":"${other}","bound":["$F1"]}`],
    ['[{},"$h1"]', `{"id":"${'0'.repeat(other.length)}","bound":null}`],
    ['[{},"$h1"]', '{"id":"constructor","bound":"$1:__proto__"}'],
    ['"$1"', '"$2"', '"$1"'],
    ['["$1:then:constructor"]', '{"then":"$1:__proto__:then","status":"resolved_model","value":"{}","_response":{}}'],
  ].map((texts) => multipart(...texts.map((text, at): [string, string] => [named(`${at}`), text]))),
  multipart([named('__proto__'), '[]'], [named('constructor'), '[]']),
  ...MALFORMED_BODIES.filter(({ type }) => type !== 'application/x-www-form-urlencoded'),
]

/** A few of each kind, and a form without its page's bound arguments. */
export const FEW_CALLS: Body[] = [
  ...['', '[]', '[1,2,3,4]', '[{},{},{},{}]', '["x","x",{},{"get":1}]', '[{},"$F1"]'].map((body) => ({ body })),
  multipart([named('0'), '[{},"$h1"]']),
  multipart([named('0'), '[{"a":"$K1"},{"b":"$K1"},{},{}]'], [named('1_id'), 'x']),
]

/** A form after all, with unexpected fields. */
export const ODD_FORM: Body = multipart(
  [named('0'), '["x","$K1","$K1","$K1"]'],
  ...[
    '__proto__',
    'constructor.prototype.x',
    'toString',
    'a.__proto__.b',
    '',
    '.',
    'a.b.c.d.e.f.g.h',
    '$ACTION_ID_x',
  ].map((name): [string, string] => [named(`1_${name}`), 'a\0b']),
  ...['id', 'call', 'id.id', 'call.0.0', 'application.constructor', 'token.length', 'email.0', 'ids.__proto__'].map(
    (name): [string, string] => [named(`1_${name}`), '{"toString":null}'],
  ),
)
