import type { Page } from '@playwright/test'

/** Translates the page as Chrome does: replaces each text with <font><font>«text»</font></font>. */
export const translate = (page: Page): Promise<void> => page.evaluate(translateAll)

/** Translates each page from now on as soon as its text is there, and thus before its code runs. */
export async function translateAtOnce(page: Page): Promise<void> {
  await page.addInitScript(`document.addEventListener('DOMContentLoaded', ${translateAll})`)
}

function translateAll() {
  const work = () => {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const list: Text[] = []
    while (walk.nextNode()) list.push(walk.currentNode as Text)
    for (const text of list) {
      const parent = text.parentElement!
      if (
        !text.data.trim() ||
        /^(SCRIPT|STYLE|TEXTAREA|OPTION|NOSCRIPT)$/.test(parent.tagName) ||
        parent.closest('font')
      )
        continue
      const outer = document.createElement('font')
      const inner = document.createElement('font')
      inner.textContent = `«${text.data}»`
      outer.append(inner)
      parent.replaceChild(outer, text)
    }
  }
  work()
  new MutationObserver(work).observe(document.body, { childList: true, subtree: true })
}
