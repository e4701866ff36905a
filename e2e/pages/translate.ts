import type { Page } from '@playwright/test'

/** Has the page translated as Chrome does: each text is taken out, and <font><font>«text»</font></font> put in its place. */
export async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
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
  })
}
