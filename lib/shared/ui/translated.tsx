'use client'

/**
 * Keeps a page true that the browser translates. Such a translation (Chrome's, Edge's) takes each text out of the page and
 * puts <font> elements in its place, while React goes on with the text that it knows: what it changes then is seen by
 * nobody, and removing it or putting something before it ends the page with an error.
 *
 * So each text that was taken out comes back at once, empty, before its translation: React finds it where it left it. When
 * React writes into it or removes it, its translation goes, and the browser translates the new text by itself.
 */
export function keepTranslatedTrue(root: Node): MutationObserver {
  const translations = new WeakMap<Text, Element>()
  const taken = new WeakSet<Element>()
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'characterData') written(record.target as Text)
      for (const node of record.removedNodes) if (node instanceof Text) removed(node, record)
    }
    // All of it was our own doing, and what a translator does is told later.
    observer.takeRecords()
  })

  function written(text: Text) {
    const translation = translations.get(text)
    if (!translation || text.data === '') return
    translations.delete(text)
    translation.remove()
  }

  function removed(text: Text, { target, addedNodes, nextSibling, previousSibling }: MutationRecord) {
    if (text.isConnected) return
    const former = translations.get(text)
    if (former) {
      translations.delete(text)
      return former.remove()
    }
    const translation = [...addedNodes, nextSibling, previousSibling].find(
      (node): node is Element => node instanceof Element && node.tagName === 'FONT' && node.parentNode === target,
    )
    if (!translation || taken.has(translation)) return
    text.data = ''
    target.insertBefore(text, translation)
    translations.set(text, translation)
    taken.add(translation)
  }

  observer.observe(root, { childList: true, characterData: true, subtree: true })
  return observer
}

// As soon as this code is there, and not in an effect: what a translation takes out between the two would be lost to React.
// Text that was translated before that differs from what React expects, so that React draws the page again, under its eyes.
if (typeof document !== 'undefined') keepTranslatedTrue(document)

/** In the root layout, before everything else: its code is read once React comes to it, and the texts that follow are watched from then on. */
export const TranslatedTrue = () => null
