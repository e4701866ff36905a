/** A paragraph, or a link on a line of its own. */
export type Block = string | { link: string; label: string }
export type Letter = { subject: string; greeting?: string; body: Block[] }
export type Rendered = { subject: string; text: string; html: string }

const SIGNATURE = 'ANSO Scholarship portal'

/** A letter as text and HTML. All values are data: nothing in a name or title becomes markup or a header. */
export function render(letter: Letter): Rendered {
  const blocks: Block[] = [...(letter.greeting ? [letter.greeting] : []), ...letter.body]
  const text = blocks.map((block) => (typeof block === 'string' ? oneLine(block) : `${block.label}:\n${block.link}`))
  const html = blocks.map((block) =>
    typeof block === 'string'
      ? `<p>${escapeHtml(oneLine(block))}</p>`
      : `<p><a href="${escapeHtml(block.link)}" style="color:#075685;font-weight:bold">${escapeHtml(block.label)}</a><br>` +
        `<span style="font-size:13px;color:#4b5a68">${escapeHtml(block.link)}</span></p>`,
  )
  return {
    subject: oneLine(letter.subject),
    text: `${[...text, `-- \n${SIGNATURE}`].join('\n\n')}\n`,
    html:
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(oneLine(letter.subject))}</title></head>` +
      `<body style="font-family:system-ui,sans-serif;line-height:1.5;color:#17212b;max-width:36rem;margin:0 auto;padding:1rem">` +
      `${html.join('\n')}<p style="color:#4b5a68">${SIGNATURE}</p></body></html>`,
  }
}

/** A name may hold line ends; they must not break a subject or paragraph. */
function oneLine(text: string): string {
  return unlinked(text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim())
}

/**
 * Mail programs turn anything like a domain into a link. Our own links stand on lines of their own; no other text
 * should become one.
 */
function unlinked(text: string): string {
  return text.replace(/(?<=[\p{L}\d-]{2})\.(?=\p{L}{2})/gu, '. ')
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
