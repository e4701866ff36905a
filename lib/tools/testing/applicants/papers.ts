import sharp from 'sharp'
import { FAMILIES } from '@/lib/shared/pdf/fonts'
import { typeset, typesetSvg } from '@/lib/shared/pdf/typst'
import { type Applicant, nameOf } from '.'

export type Paper = { kind: string; filename: string; bytes: Buffer }

const page = `
#let data = json(bytes(sys.inputs.data))
#set page(width: 210mm, height: data.height * 1mm, margin: 22mm)
#set text(font: data.fonts, size: 11pt, lang: "en")
= #data.title
#v(1em)
#for part in data.parts { par(part) }
`

/** A person's documents: real PDFs of text in their scripts, and the passport as a photograph. */
export async function papersOf(applicant: Applicant): Promise<Paper[]> {
  const name = nameOf(applicant)
  const { degrees, publications = [], posts = [], track, supervisor } = applicant
  const lines = degrees.map((degree) => `${degree.subject}, ${degree.institution}, ${degree.to}: ${degree.grade}`)
  const pdf = async (kind: string, title: string, parts: string[]): Promise<Paper> => ({
    kind,
    filename: `${title} ${name}.pdf`,
    bytes: await typeset(page, inputs(title, [name, ...parts])),
  })
  const certificate = (level: string, kind: string) =>
    degrees
      .filter((degree) => degree.level === level)
      .map((degree) => pdf(kind, degree.subject, [degree.institution, `${degree.from} – ${degree.to}`, degree.grade]))
  return Promise.all([
    { kind: 'passport', filename: 'passport.jpg', bytes: await photograph(applicant) },
    pdf('cv', 'Curriculum vitae', [
      ...lines,
      ...posts.map((post) => `${post.position}, ${post.employer}, ${post.from} – ${post.to ?? ''}`),
      applicant.about,
    ]),
    ...certificate('bachelors', 'bachelor'),
    ...(track === 'phd' ? certificate('masters', 'master') : []),
    pdf('transcripts', 'Transcripts', lines),
    pdf('proposal', applicant.title, [applicant.keywords, ...Array.from({ length: 12 }, () => applicant.abstract)]),
    pdf('language', 'Proof of language', [applicant.language.test || 'Taught in English', degrees[0]!.institution]),
    ...publications.map((paper) => pdf('papers', paper.title, [paper.authors, `${paper.journal}, ${paper.year}`])),
    ...(supervisor ? [pdf('agreement', 'Letter of agreement', [`I agree to supervise ${name}.`, supervisor])] : []),
    pdf('medical', 'Physical examination', ['No finding that speaks against a stay abroad.', applicant.country]),
  ])
}

const inputs = (title: string, parts: string[], height = 297) => ({
  data: JSON.stringify({ title, parts, height, fonts: FAMILIES }),
})

async function photograph({ country, latinName, passport, born }: Applicant): Promise<Buffer> {
  const svg = await typesetSvg(page, inputs(`${country} · PASSPORT`, [latinName, passport, born], 140))
  return sharp(Buffer.from(svg), { density: 150 }).flatten({ background: 'white' }).jpeg().toBuffer()
}
