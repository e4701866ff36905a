import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { DocumentKind } from '@/lib/call/definition'
import { aBomb } from '@/lib/tools/testing/bomb'
import { annotatedPdf, aPdf, sampleFile } from '@/lib/tools/testing/files'
import { pickable } from './file-endings'
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
const onlyPdf: DocumentKind = { ...kind, accept: ['application/pdf'] }
const aPicture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })

test.each([1, 3])('a PDF of %i pages is kept as it is', async (pages) => {
  expect(await inspect(aPdf(pages), kind)).toEqual({ type: 'application/pdf', pages, changes: [] })
})

/** The same document saved again by a program that adds a signature: it appends the changes. */
function savedAgain(pdf: Buffer): Buffer {
  const added = '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>\nendobj\n'
  const before = /startxref\n(\d+)/.exec(pdf.toString('latin1'))![1]
  const table = `xref\n3 1\n${String(pdf.length).padStart(10, '0')} 00000 n \n`
  const trailer = `trailer\n<< /Size 4 /Root 1 0 R /Prev ${before} >>\n`
  return Buffer.concat([pdf, Buffer.from(`${added}${table}${trailer}startxref\n${pdf.length + added.length}\n%%EOF\n`)])
}

test.each([
  ['a line end before its header', () => sampleFile('newline-before-header.pdf')],
  ['zeros after its end', () => sampleFile('zeros-after-end.pdf')],
  ['changes saved at its end', () => savedAgain(aPdf())],
  ['a table of contents for the web at its beginning', () => sampleFile('linearised.pdf')],
  ['an owner’s password that lets it be printed', () => sampleFile('owner-password-printing-allowed.pdf')],
  ['a form that is filled in', () => sampleFile('filled-form-with-appearance.pdf')],
])('a PDF with %s is kept as it is', async (_what, bytes) => {
  expect(await inspect(bytes(), onlyPdf)).toEqual({ type: 'application/pdf', pages: 1, changes: [] })
})

const script = '/S /J#61vaScript /JS (app.alert\\(1\\))'
test.each([
  ['a script that runs when it is opened', ['script'], annotatedPdf([], { catalog: `/OpenAction << ${script} >>` })],
  [
    'a link that begins a program',
    ['launch'],
    annotatedPdf(['/Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (a) >>']),
  ],
  [
    'a file inside it',
    ['attachment'],
    annotatedPdf(['/Subtype /FileAttachment /Rect [0 0 9 9] /FS 5 0 R'], {
      objects: ['<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>', '<< /Length 2 >>\nstream\nMZ\nendstream'],
    }),
  ],
  ['a web page before its header', ['foreign'], Buffer.concat([Buffer.from('<script>alert(1)</script>'), aPdf()])],
])('of a PDF with %s the pages are kept', async (_what, changes, bytes) => {
  const found = await inspect(bytes, kind)
  expect(found).toMatchObject({ type: 'application/pdf', pages: 1, changes })
  const again = await inspect(found.bytes!, kind)
  expect(again).toEqual({ type: 'application/pdf', pages: 1, changes: [] })
})

test('words of a PDF that are like a script’s name are no script', async () => {
  const about = annotatedPdf(['/Subtype /Text /Rect [0 0 9 9] /Contents (I teach /JavaScript \\(and /Launch)'])
  expect(await inspect(about, kind)).toMatchObject({ changes: [] })
})

test('pictures are one page, upright, and tell neither place nor camera', async () => {
  const exif = { IFD0: { Make: 'CAMERA' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } }
  const turned = await aPicture().jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer()
  const found = await inspect(turned, kind)
  expect(found).toMatchObject({ type: 'image/jpeg', pages: 1, changes: [] })
  const { width, height, exif: left, orientation } = await sharp(found.bytes).metadata()
  expect({ width, height, left, orientation }).toEqual({
    width: 30,
    height: 40,
    left: undefined,
    orientation: undefined,
  })
  const page = Buffer.concat([await aPicture().png().toBuffer(), Buffer.from('<script>alert(1)</script>')])
  const png = await inspect(page, kind)
  expect(png).toMatchObject({ type: 'image/png', pages: 1 })
  expect(Buffer.from(png.bytes!).includes('script')).toBe(false)
})

test.each([
  ['HEIC', async () => sampleFile('photo.heic'), { width: 160, height: 100 }],
  ['WebP', () => aPicture().webp().toBuffer(), { width: 40, height: 30 }],
])('a photo in %s becomes a JPEG', async (_what, bytes, size) => {
  const found = await inspect(await bytes(), kind)
  expect(found).toMatchObject({ type: 'image/jpeg', changes: ['converted'] })
  expect(await sharp(found.bytes).metadata()).toMatchObject({ format: 'jpeg', ...size })
})

const anArchive = (name: string) => {
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50)
  head.writeUInt16LE(name.length, 26)
  return Buffer.concat([head, Buffer.from(name)])
}
/** The first sector of an older office file, which names its streams. */
const oldOffice = () =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('WordDocument', 'utf16le')])

test.each([
  ['an empty file', async () => Buffer.alloc(0), kind, 'The file is empty'],
  ['text', async () => Buffer.from('only text'), kind, 'not a PDF, JPEG or PNG by its content'],
  ['a Word document', async () => sampleFile('letter.docx'), kind, 'This is a Word document. Save it as PDF'],
  ['an older Word document', async () => oldOffice(), kind, 'This is a Word document. Save it as PDF'],
  ['a Pages document', async () => anArchive('Index/Document.iwa'), kind, 'This is a Pages document'],
  ['a ZIP archive', async () => anArchive('cv.pdf'), kind, 'This is a ZIP archive. Unpack it'],
  ['a TIFF', () => aPicture().tiff().toBuffer(), kind, 'This is a TIFF picture'],
  ['a photo where a PDF is asked for', async () => sampleFile('photo.heic'), onlyPdf, 'HEIC picture, and a PDF'],
  ['a PDF that was cut off', async () => aPdf().subarray(0, 200), kind, 'its end is missing'],
  ['one cut off after an earlier end', async () => savedAgain(aPdf()).subarray(0, -60), kind, 'its end is missing'],
  ['a PDF without its pages', async () => Buffer.from('%PDF-1.4\nnothing\n%%EOF'), kind, 'The PDF is broken'],
  ['too many pages', async () => aPdf(4), kind, 'has 4 pages; the limit is 3'],
  ['a password to open', async () => sampleFile('password-to-open.pdf'), kind, 'needs a password to open'],
  ['a user’s password', async () => sampleFile('user-password.pdf'), kind, 'needs a password to open'],
  ['a password to print', async () => sampleFile('password-to-print.pdf'), kind, 'protected against printing'],
  ['a form for Adobe Reader', async () => sampleFile('xfa-dynamic.pdf'), kind, 'print it to a PDF'],
  ['a portfolio', async () => annotatedPdf([], { catalog: '/Collection << /View /D >>' }), kind, 'is a portfolio'],
  [
    'a script of a page',
    async () => annotatedPdf([], { page: `/AA << /O << ${script} >> >>` }),
    kind,
    'a script that could not',
  ],
  ['half a picture', async () => (await aPicture().jpeg().toBuffer()).subarray(0, 200), kind, 'picture is broken'],
  ['half a photo in HEIC', async () => sampleFile('photo.heic').subarray(0, 300), kind, 'picture is broken'],
])('%s is refused', async (_what, bytes, limits, message) => {
  await expect(inspect(await bytes(), limits)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining(message),
  })
})

test('a small PDF that unpacks to more than there is room for is refused, and the next one is read', async () => {
  await expect(inspect(aBomb(150), kind)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('too complex'),
  })
  expect(await inspect(aPdf(), kind)).toMatchObject({ pages: 1 })
})

test('where too many wait, a file is not called broken; those that wait are read, however long that takes', async () => {
  const results = await Promise.allSettled(Array.from({ length: 60 }, () => inspect(aPdf(), kind)))
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(reasons.length).toBeGreaterThan(0)
  for (const reason of reasons)
    expect(reason).toMatchObject({ code: 'too-many', message: expect.stringContaining('try again in a minute') })
  expect(results.length - reasons.length).toBeGreaterThanOrEqual(50)
})

test.each(['pdf', 'picture'])('a %s that could not be read in time is not called broken', async (what) => {
  const bytes = what === 'pdf' ? aPdf(300) : await aPicture().jpeg().toBuffer()
  await expect(inspect(bytes, kind, 1)).rejects.toMatchObject({
    code: 'too-many',
    message: expect.stringContaining('could not read it in time'),
  })
  expect(await inspect(aPdf(), kind)).toMatchObject({ pages: 1 })
})

test('a file picker offers the photos that are converted, where a photo is taken', () => {
  expect(pickable(kind.accept)).toContain('image/webp,image/heic')
  expect(pickable(onlyPdf.accept)).toBe('application/pdf')
})
