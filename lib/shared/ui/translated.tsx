'use client'

/**
 * Keeps a page correct when the browser translates it. Chrome and Edge take each text out of the page and put <font>
 * elements in its place, while React keeps the text that it knows: its later changes stay invisible, and removing that
 * text or putting something before it crashes the page.
 *
 * So this puts each removed text back at once, empty, before its translation, where React finds it. When React writes
 * into it or removes it, the translation goes, and the browser translates the new text.
 */
export function keepTranslatedTrue(root: Node): MutationObserver {
  const translations = new WeakMap<Text, Element>()
  const taken = new WeakSet<Element>()
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'characterData') written(record.target as Text)
      for (const node of record.removedNodes) if (node instanceof Text) removed(node, record)
    }
    // We made these changes ourselves; those of a translator come later.
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

// Starts as soon as this code runs, not in an effect: React would lose what a translator removes in between. A text
// that was translated earlier differs from what React expects, so React renders the page again, and this code sees it.
if (typeof document !== 'undefined') keepTranslatedTrue(document)

/**
 * Goes into the root layout, before everything else: its code runs as soon as React reaches it, and watches the texts
 * that follow.
 */
export const TranslatedTrue = () => null
