/**
 * The layout of an application on paper, in Typst (https://typst.app/docs). All text comes as data in `sys.inputs`,
 * never as markup, so Typst never runs what an applicant types.
 */
export const style = `
#let data = json(bytes(sys.inputs.data))
#let quiet = rgb("#4b5a68")
#let brand = rgb("#06456b")

#set document(title: data.title + ": " + data.mark, author: data.applicant, date: none)
// No fallback: the PDF must not depend on the fonts of one machine.
#set text(font: data.fonts, fallback: false, size: 10pt, fill: rgb("#17212b"), lang: "en")
#set par(leading: 0.6em)
#set page(
  paper: "a4",
  margin: (x: 17mm, top: 22mm, bottom: 20mm),
  header: text(8pt, fill: quiet)[#data.title #h(1fr) #data.mark],
  footer: context align(center, text(8pt, fill: quiet)[
    Page #counter(page).display() of #counter(page).final().first()
  ]),
)
#show heading: set text(fill: brand)
#show heading.where(level: 1): set text(18pt)
#show heading.where(level: 2): set block(above: 1.6em, below: 0.8em, sticky: true)
#show heading.where(level: 2): set text(12pt)
#show heading.where(level: 3): set block(above: 1.2em, below: 0.6em, sticky: true)
#show heading.where(level: 3): set text(10pt)

#let rows(pairs) = if pairs.len() > 0 {
  table(
    columns: (36%, 64%),
    stroke: (x: none, top: none, bottom: 0.4pt + rgb("#c9d3dc")),
    inset: (left: 0pt, right: 8pt, y: 4pt),
    ..pairs.map(row => (text(fill: quiet, row.label), row.value)).flatten(),
  )
}

#let answers(sections) = for section in sections {
  heading(level: 2, section.title)
  rows(section.rows)
  for item in section.items {
    heading(level: 3, item.title)
    rows(item.rows)
  }
}
`

export const template = `${style}
= #data.applicant
#data.status
#if data.draft [ #text(12pt, fill: rgb("#b3261e"), weight: "bold")[DRAFT – not submitted] ]

#answers(data.sections)
`
