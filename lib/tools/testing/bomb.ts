import { deflateSync } from 'node:zlib'

/** A small PDF whose document information, in a compressed object stream, is a text of this many megabytes. */
export function aBomb(megabytes: number): Buffer {
  const catalog = '<< /Type /Catalog /Pages 3 0 R >> '
  const head = `1 0 2 ${catalog.length} `
  const text = Buffer.alloc(megabytes * 1024 * 1024, 'A')
  const packed = deflateSync(Buffer.concat([Buffer.from(`${head}${catalog}<< /Title (`), text, Buffer.from(') >>')]))
  const stream = (dictionary: string, data: Buffer) =>
    Buffer.concat([
      Buffer.from(`<< ${dictionary} /Length ${data.length} >>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ])
  const objects = [
    Buffer.from('<< /Type /Pages /Kids [4 0 R] /Count 1 >>'),
    Buffer.from('<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] >>'),
    stream(`/Type /ObjStm /N 2 /First ${head.length} /Filter /FlateDecode`, packed),
  ]
  let body = Buffer.from('%PDF-1.5\n')
  const add = (number: number, object: Buffer) => {
    const offset = body.length
    body = Buffer.concat([body, Buffer.from(`${number} 0 obj\n`), object, Buffer.from('\nendobj\n')])
    return offset
  }
  const [pages, page, packedAt] = objects.map((object, index) => add(index + 3, object)) as [number, number, number]
  const start = body.length
  const rows = [
    [0, 0, 65535],
    [2, 5, 0],
    [2, 5, 1],
    [1, pages, 0],
    [1, page, 0],
    [1, packedAt, 0],
    [1, start, 0],
  ]
  const table = Buffer.concat(
    rows.map(([type, at, generation]) => {
      const row = Buffer.alloc(7)
      row.writeUInt8(type!, 0)
      row.writeUInt32BE(at!, 1)
      row.writeUInt16BE(generation!, 5)
      return row
    }),
  )
  add(6, stream('/Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Info 2 0 R', table))
  return Buffer.concat([body, Buffer.from(`startxref\n${start}\n%%EOF\n`)])
}
