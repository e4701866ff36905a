import { renderSVG } from 'uqr'
import { FAMILIES } from '@/lib/shared/pdf/fonts'
import { printableJson } from '@/lib/shared/pdf/printable'
import { style } from '@/lib/shared/pdf/template'
import { typeset } from '@/lib/shared/pdf/typst'

/** The content of an offer's letter, all as text. */
export type LetterContent = {
  title: string
  funder: string
  number: string
  applicant: string
  track: string
  institution: string | null
  issued: string
  /** The deadline for the answer, or the time of the acceptance. */
  answer: string
  /** The later Call of a deferred place. */
  intake: string | null
  granted: { label: string; text: string }[]
  conditions: string[]
  /** In the printed form. */
  code: string
  /** The address for verification. */
  url: string
}

/** Addresses are separate from the data, because printable text has its long words broken. */
const template = `${style}
#text(11pt, fill: quiet)[#data.funder]

= Offer of a scholarship
#rows(data.facts)

#block(above: 1.6em)[Dear #data.applicant,]

A place of #data.title is offered to you.
#if data.intake != none [ It counts for the intake of #data.intake. ]

#if data.granted.len() > 0 [
  == What it covers
  #rows(data.granted)
]

== Conditions
#if data.conditions.len() == 0 [ The offer depends on no further condition. ] else [
  The offer depends on the following:
  #for condition in data.conditions [- #condition
  ]
]

#block(above: 2.4em, breakable: false, width: 100%, stroke: 0.6pt + rgb("#c9d3dc"), inset: 10pt, radius: 4pt, grid(
  columns: (30mm, 1fr),
  column-gutter: 6mm,
  align: horizon,
  image(bytes(sys.inputs.qr), format: "svg", width: 30mm, alt: "QR code of the page that verifies this letter"),
  [
    #text(9pt, fill: quiet)[Verification code] \\
    #text(13pt, weight: "bold", data.code)

    #text(9pt)[This letter was made on the portal and needs no signature. Anybody can check at \\
    #link(sys.inputs.url, sys.inputs.page) \\ that it is genuine and whether the offer still stands.]
  ],
))
`

/** The letter as a tagged PDF (A4). @throws PortalError if it takes too long. */
export function renderLetter(letter: LetterContent): Promise<Buffer> {
  const { title, funder, number, applicant, track, institution, issued, answer, intake, code, url } = letter
  const facts = [
    { label: 'Applicant', value: applicant },
    { label: 'Application', value: number },
    { label: 'Scholarship', value: `${track}, ${title}` },
    ...(institution ? [{ label: 'Host institution', value: institution }] : []),
    { label: 'Offered on', value: issued },
    { label: 'Answer', value: answer },
  ]
  const data = {
    title,
    funder,
    applicant,
    intake,
    code,
    facts,
    mark: number,
    granted: letter.granted.map(({ label, text }) => ({ label, value: text })),
    conditions: letter.conditions,
    fonts: FAMILIES,
  }
  const qr = renderSVG(url, { ecc: 'M', border: 2 })
  return typeset(template, { data: printableJson(data), qr, url, page: new URL('.', url).href.replace(/\/$/, '') })
}
