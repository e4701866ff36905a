import { FAMILIES } from '@/lib/shared/pdf/fonts'
import { printableJson } from '@/lib/shared/pdf/printable'
import { style } from '@/lib/shared/pdf/template'
import type { DossierContent } from './parts'

/** A longer answer becomes prose over the whole width. */
const LONG = 300

/** A comment on a page, or something on it that could not be drawn; see `lib/shared/pdf/flatten.mjs`. */
export type Note = { page: number; what: string; text: string }

/** A part's file in the folder and its notes; null if it must be left out. */
export type Places = ({ path: string; notes: Note[] } | null)[]

const LOST = 'It is damaged, or kept in a way that this PDF cannot hold. It can be downloaded by itself.'

/** The template's data, with the files of the parts in the folder. */
export function templateData(content: DossierContent, places: Places): string {
  const { parts, number, ...rest } = content
  return printableJson({
    ...rest,
    mark: number ?? 'Draft',
    draft: number === null,
    fonts: FAMILIES,
    parts: parts.map(({ title, note, rows, file }, index) => {
      const { path, notes } = places[index] ?? { path: null, notes: [] }
      const pages = file?.type === 'application/pdf' ? file.pages : 0
      return {
        title,
        note,
        rows: rows.filter((row) => row.value.length <= LONG),
        prose: rows.filter((row) => row.value.length > LONG),
        lost: file && !path ? { name: file.filename, why: file.held || LOST } : null,
        notes: notes.map(({ page, what, text }) => ({ label: `Page ${page}: ${what}`, value: text })),
        // A picture is a sheet without a page number.
        sheets: path
          ? pages
            ? Array.from({ length: pages }, (_, page) => ({ path, page: page + 1 }))
            : [{ path }]
          : [],
      }
    }),
  })
}

/** One document of everything; embeds the files' pages unchanged, under our header and footer. */
export const dossierTemplate = `${style}
#let title(part) = {
  show heading: set text(13pt)
  heading(level: 1, part.title)
}
#let top(part) = text(8pt, fill: quiet)[
  #data.mark · #data.applicant #h(1fr)
  #if part.note != none { text(fill: rgb("#b3261e"), weight: "bold", part.note) } else { part.title }
]
#let sheet(part, one, first) = context {
  let name = sys.inputs.folder + "/" + one.path
  let picture(..size) = if "page" in one { image(name, page: one.page, ..size) } else { image(name, ..size) }
  let size = measure(picture())
  page(flipped: size.width > size.height, margin: (x: 9mm, top: 16mm, bottom: 14mm), header: top(part), {
    if first { title(part) }
    let alt = part.title + if "page" in one { ", page " + str(one.page) }
    block(height: 1fr, width: 100%, align(center + horizon, picture(width: 100%, height: 100%, fit: "contain", alt: alt)))
  })
}

= #data.applicant
#data.status
#if data.draft [ #text(12pt, fill: rgb("#b3261e"), weight: "bold")[DRAFT – not submitted] ]

#context {
  show outline.entry: set block(above: 0.7em)
  v(0.5em)
  outline(title: none, target: selector(heading.where(level: 1)).after(here()))
}
#if data.people.len() > 0 {
  heading(level: 2, "Referees and host supervisor")
  rows(data.people)
}
#answers(data.sections)

#for part in data.parts {
  let written = part.rows.len() + part.prose.len() + part.notes.len() > 0
  if written or part.lost != none {
    page(header: top(part), {
      title(part)
      rows(part.rows)
      for row in part.prose {
        heading(level: 3, row.label)
        par(row.value)
      }
      if part.notes.len() > 0 {
        heading(level: 3, "On the pages of this file, beside what they show")
        rows(part.notes)
      }
      if part.lost != none {
        block(inset: (y: 1em))[
          *This file could not be shown: #part.lost.name.* #part.lost.why
        ]
      }
    })
  }
  for (at, one) in part.sheets.enumerate() { sheet(part, one, at == 0 and not written) }
}
`
