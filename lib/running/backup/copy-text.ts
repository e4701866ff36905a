import { createHash } from 'node:crypto'
import { type Readable, Transform } from 'node:stream'

const END = Buffer.from('\\.\n')
const END_AFTER_LINE = Buffer.from('\n\\.\n')
const NEWLINE = 0x0a

/** A pass-through stream; `result` has the size and SHA-256 of its content, once it has ended. */
export function measuring(): Transform & { result(): { size: number; sha256: string } } {
  const hash = createHash('sha256')
  let size = 0
  const through = new Transform({
    transform(chunk, _, done) {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  return Object.assign(through, { result: () => ({ size, sha256: hash.digest('hex') }) })
}

/** The stream in pieces that each end with a line. */
async function* wholeLines(stream: Readable): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end > 0) {
      yield Buffer.concat([...begun, chunk.subarray(0, end)])
      begun = []
    }
    if (end < chunk.length) begun.push(chunk.subarray(end))
  }
  if (begun.length > 0) yield Buffer.concat(begun)
}

/**
 * The COPY blocks of a plain SQL dump, in order: the name in the statement, and the lines of data. Read the data of a
 * block to its end before asking for the next one. @throws Error if the dump ends within a block.
 */
export async function* copyBlocks(dump: Readable): AsyncGenerator<{ name: string; data: AsyncGenerator<Buffer> }> {
  const pieces = wholeLines(dump)
  let rest: Buffer = Buffer.alloc(0)
  const more = async () => {
    const next = await pieces.next()
    if (next.done) return false
    rest = next.value
    return true
  }

  async function* data(name: string): AsyncGenerator<Buffer> {
    for (;;) {
      if (rest.length === 0 && !(await more())) throw new Error(`the dump ends in the middle of ${name}`)
      const end = rest.subarray(0, END.length).equals(END) ? 0 : rest.indexOf(END_AFTER_LINE) + 1
      const over = end > 0 || rest.subarray(0, END.length).equals(END)
      const piece = over ? rest.subarray(0, end) : rest
      rest = over ? rest.subarray(end + END.length) : Buffer.alloc(0)
      if (piece.length > 0) yield piece
      if (over) return
    }
  }

  while (rest.length > 0 || (await more())) {
    const end = rest.indexOf(NEWLINE) + 1 || rest.length
    const line = rest.subarray(0, end).toString()
    rest = rest.subarray(end)
    const name = /^COPY (?:public\.|pg_temp\.)?"([^"]+)" \(.*\) FROM stdin;\n$/.exec(line)?.[1]
    if (name) yield { name, data: data(name) }
  }
}
