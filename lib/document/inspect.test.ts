import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { DocumentKind } from '@/lib/call/definition'
import { aBomb } from '@/lib/testing/bomb'
import { aPdf, sampleFile } from '@/lib/testing/files'
import { inspect } from './inspect'

const kind: DocumentKind = {
  key: 'cv',
  label: 'CV',
  accept: ['application/pdf', 'image/jpeg', 'image/png'],
  min: 1,
  max: 1,
  maxBytes: 1024 * 1024,
  maxPages: 3,
}
const picture = sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })

test.each([1, 3])('a PDF of %i pages', async (pages) => {
  expect(await inspect(aPdf(pages), 'cv.pdf', kind)).toEqual({ type: 'application/pdf', pages })
})

test('pictures are one page', async () => {
  expect(await inspect(await picture.jpeg().toBuffer(), 'a.JPG', kind)).toEqual({ type: 'image/jpeg', pages: 1 })
  expect(await inspect(await picture.png().toBuffer(), 'no ending', kind)).toEqual({ type: 'image/png', pages: 1 })
})

test.each([
  ['an empty file', async () => Buffer.alloc(0), 'cv.pdf', 'The file is empty'],
  ['text by a PDF’s name', async () => Buffer.from('only text'), 'cv.pdf', 'not a PDF, JPEG or PNG by its content'],
  ['a picture by a PDF’s name', () => picture.png().toBuffer(), 'cv.pdf', 'name says PDF, but it is a PNG'],
  ['another kind of picture', () => picture.webp().toBuffer(), 'a.webp', 'not a PDF, JPEG or PNG'],
  ['a PDF that was cut off', async () => aPdf().subarray(0, 200), 'cv.pdf', 'its end is missing'],
  ['a PDF without its pages', async () => Buffer.from('%PDF-1.4\nnothing\n%%EOF'), 'cv.pdf', 'The PDF is broken'],
  ['too many pages', async () => aPdf(4), 'cv.pdf', 'has 4 pages; the limit is 3'],
  ['a password to open', async () => sampleFile('password-to-open.pdf'), 'cv.pdf', 'protected by a password'],
  ['a password to print', async () => sampleFile('password-to-print.pdf'), 'cv.pdf', 'protected by a password'],
  ['half a picture', async () => (await picture.jpeg().toBuffer()).subarray(0, 200), 'a.jpg', 'picture is broken'],
])('%s is refused', async (_what, bytes, filename, message) => {
  await expect(inspect(await bytes(), filename, kind)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(message),
  })
})

test('a small PDF that unpacks to more than there is room for is refused, and the next one is read', async () => {
  await expect(inspect(aBomb(150), 'cv.pdf', kind)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('too complex'),
  })
  expect(await inspect(aPdf(), 'cv.pdf', kind)).toMatchObject({ pages: 1 })
})

test('where too many wait, a file is not called broken; those that wait are read, however long that takes', async () => {
  const results = await Promise.allSettled(Array.from({ length: 60 }, () => inspect(aPdf(), 'cv.pdf', kind)))
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(reasons.length).toBeGreaterThan(0)
  for (const reason of reasons)
    expect(reason).toMatchObject({ code: 'too-many', message: expect.stringContaining('try again in a minute') })
  expect(results.length - reasons.length).toBeGreaterThanOrEqual(50)
})
