import { and, eq } from 'drizzle-orm'
import sharp from 'sharp'
import { getDocumentProxy } from 'unpdf'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '@/db/client'
import { referenceRequests } from '@/db/schema'
import { submitApplication } from '@/lib/applying/application/submit'
import type { Call } from '@/lib/call/call'
import { findCall } from '@/lib/platform/call-store/queries'
import { typeset } from '@/lib/shared/pdf/typst'
import { phdAnswers, phdDocuments } from '@/lib/tools/testing/answers'
import { anApplicant, anApplication, withDocuments } from '@/lib/tools/testing/applicant'
import { annotatedPdf, sampleFile } from '@/lib/tools/testing/files'
import { aPdfOf, withFile, withLetter } from '@/lib/tools/testing/letters'
import { readPdf } from '@/lib/tools/testing/pdf-text'
import { makeDossier, openDossier } from './make'
import type { Variant } from './parts'

let call: Call
let photo: Buffer

beforeAll(async () => {
  call = (await findCall(db, '2021'))!
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  photo = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#888', noise } })
    .jpeg()
    .toBuffer()
})

/** A person who submitted; the given kinds have these files, the others have rows without one. */
async function submitted(files: Record<string, { bytes: Buffer; type?: string; pages?: number }>, name = 'አማኑኤል ተስፋዬ') {
  const person = await anApplicant(name)
  const id = await anApplication(person, call, phdAnswers)
  for (const [kind, { bytes, ...rest }] of Object.entries(files)) await withFile(id, kind, bytes, rest)
  await withDocuments(
    id,
    phdDocuments.filter((kind) => !(kind in files)),
  )
  const number = await submitApplication(db, person, id, call)
  return { id, person, number }
}

async function dossierOf(id: string, variant: Variant) {
  await makeDossier(id, variant)
  return readPdf((await openDossier(id, variant))!.stream)
}

describe('the PDF', () => {
  test('has the summary, each file in the Call’s order with its own text, bookmarks and page numbers', async () => {
    const { id, number } = await submitted({
      proposal: { bytes: await aPdfOf('proposal one', 'proposal two', 'proposal three'), pages: 3 },
      cv: { bytes: await aPdfOf('ليلى بن صالح curriculum') },
      passport: { bytes: photo, type: 'image/jpeg' },
    })
    const { pages, all, bookmarks, bytes } = await dossierOf(id, 'full')
    const titles = bookmarks.join(' | ')
    expect(titles).toMatch(/^አማኑኤል ተስፋዬ \| Passport \| CV with /)
    expect(titles.indexOf('CV')).toBeLessThan(titles.indexOf('Research proposal'))
    expect(pages[0]).toContain(number)
    for (const text of ['proposal one', 'proposal two', 'proposal three', 'curriculum']) expect(all).toContain(text)
    for (const [index, page] of pages.entries()) expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    // 12 megapixels of noise are several megabytes; on paper they are smaller.
    expect(bytes.length).toBeLessThan(photo.length / 2)
  })

  test('a page that lies on its side stays so', async () => {
    const { id } = await submitted({ cv: { bytes: await typeset('#set page(flipped: true)\nlying down', {}) } })
    const { bytes, pages } = await dossierOf(id, 'own')
    const document = await getDocumentProxy(new Uint8Array(bytes))
    const at = pages.findIndex((page) => page.includes('lying down'))
    const [, , width, height] = (await document.getPage(at + 1)).view
    expect(width).toBeGreaterThan(height!)
  })

  test('files that cannot be shown are replaced by a page that names them, and the rest is whole', async () => {
    const cv = await aPdfOf('A curriculum that is whole')
    const { id } = await submitted({
      passport: { bytes: Buffer.concat([photo.subarray(0, 5000)]), type: 'image/jpeg' },
      cv: { bytes: cv },
      bachelor: { bytes: sampleFile('password-to-open.pdf') },
      master: { bytes: cv.subarray(0, 2000) },
      transcripts: { bytes: Buffer.from('%PDF-1.7 nothing %%EOF') },
      proposal: { bytes: await aPdfOf('only one page'), pages: 3 },
      language: { bytes: await sharp(photo).resize(300).png().toBuffer(), type: 'image/png' },
    })
    const { all, pages, bookmarks } = await dossierOf(id, 'own')
    expect(all).toContain('A curriculum that is whole')
    const lost = ['passport', 'bachelor', 'master', 'transcripts', 'proposal', 'agreement', 'medical']
    const named = pages.flatMap((page) => /could not be shown: (\w+)\.pdf/.exec(page)?.[1] ?? [])
    expect(named.sort()).toEqual(lost.sort())
    expect(bookmarks).toHaveLength(1 + phdDocuments.length)
  })

  test('a file shows what a viewer shows: fields, comments, marks; what cannot be drawn is said in words', async () => {
    const marked = annotatedPdf(
      [
        '/Subtype /FreeText /Rect [50 600 300 640] /DA (/Helv 14 Tf 0 g) /Contents (TYPED-ON-TOP)',
        '/Subtype /Text /Rect [50 550 70 570] /Contents (COMMENT-IN-A-NOTE)',
        '/Subtype /Stamp /Rect [50 350 200 400] /Name /Approved',
        '/Subtype /Widget /FT /Tx /T (name) /V (FIELD-WITHOUT-ITS-LOOKS) /DA (/Helv 12 Tf 0 g) /Rect [50 250 300 280]',
        '/Subtype /Widget /FT /Tx /T (native) /V <FEFF674E534E> /DA (/Helv 12 Tf 0 g) /Rect [50 200 300 230]',
      ],
      { catalog: '/AcroForm << /Fields [] /DR << /Font << /Helv 4 0 R >> >> /DA (/Helv 12 Tf 0 g) >>' },
    )
    const { id } = await submitted({
      medical: { bytes: sampleFile('filled-form-with-appearance.pdf') },
      transcripts: { bytes: sampleFile('owner-password-printing-allowed.pdf') },
      proposal: { bytes: marked },
    })
    const { all, pages } = await dossierOf(id, 'own')
    expect(all).toContain('FILLED-IN-VALUE')
    expect(all).toContain('Test page')
    for (const shown of ['TYPED-ON-TOP', 'FIELD-WITHOUT-ITS-LOOKS', 'COMMENT-IN-A-NOTE']) expect(all).toContain(shown)
    const beside = pages.find((page) => page.includes('beside what they show'))
    expect(beside).toContain('Page 1: Stamp, not shown Approved')
    expect(beside).toContain('Page 1: Field native 李华')
    expect(beside).not.toContain('FIELD-WITHOUT-ITS-LOOKS')
  })

  test('a file that unpacks without end is one that cannot be shown', async () => {
    const { id } = await submitted({
      cv: { bytes: sampleFile('unpacks-to-1200-megabytes.pdf') },
      proposal: { bytes: await aPdfOf('still here') },
    })
    const { all } = await dossierOf(id, 'own')
    expect(all).toContain('could not be shown: cv.pdf')
    expect(all).toContain('still here')
    // It unpacks until its process ends, three times.
  }, 180_000)

  test('everything in a name or an answer is text', async () => {
    const { id } = await submitted({ cv: { bytes: await aPdfOf('x') } }, '#panic("x") *bold* \\ "quoted"')
    expect((await dossierOf(id, 'own')).pages[0]).toContain('#panic("x") *bold* \\ "quoted"')
  })
})

describe('letters', () => {
  const secret = `She is, of all whom I taught, the ablest. ${'Her measurements are without fault. '.repeat(8)}ZEBRA-SECRET`

  test('are for staff; the applicant’s has nothing of them, nor of what became of the requests', async () => {
    const { id } = await submitted({})
    const before = await dossierOf(id, 'own')
    await withLetter(id, 'one@university.example', { text: secret })
    await withLetter(id, 'two@university.example', { file: await aPdfOf('LETTER-OF-TWO', 'its end'), pages: 2 }, false)
    await withLetter(id, 'li.wei@example.cn', 'agreement')
    const full = await dossierOf(id, 'full')
    for (const text of ['ZEBRA-SECRET', 'Among the best 5 %', 'LETTER-OF-TWO', 'its end', 'Remote sensing'])
      expect(full.all).toContain(text)
    const pageOf = (text: string) => full.pages.find((page) => page.includes(text))
    expect(pageOf('ZEBRA-SECRET')).toContain('Confidential: not to be shown to the applicant')
    expect(pageOf('its end')).toContain('allows the institution to show this')
    expect(full.pages[0]).toContain('Letter: received')
    const own = await dossierOf(id, 'own')
    expect(own.all).toContain('Professor One')
    for (const text of [
      'ZEBRA',
      'LETTER-OF-TWO',
      'best 5',
      'Remote sensing',
      'received',
      'onfidential',
      'Reference letter',
    ])
      expect(own.all).not.toContain(text)
    expect(own.bookmarks.some((title) => /Professor|Li Wei/.test(title))).toBe(false)
    // Not a single byte depends on them.
    expect(own.bytes.equals(before.bytes)).toBe(true)
  })

  test('a dossier names a missing letter, and does not show one that a referee has only begun', async () => {
    const { id } = await submitted({})
    await withLetter(id, 'one@university.example', { text: secret })
    const one = and(eq(referenceRequests.applicationId, id), eq(referenceRequests.email, 'one@university.example'))
    await db.update(referenceRequests).set({ state: 'opened', answeredAt: null }).where(one)
    const { all } = await dossierOf(id, 'full')
    expect(all).toContain('Letter: missing, invitation opened')
    expect(all).not.toContain('ZEBRA')
  })
})
