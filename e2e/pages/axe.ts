import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Expects no machine-detectable violation of WCAG 2.2 AA on the present page. */
export async function expectAccessible(page: Page): Promise<void> {
  // After a client-side navigation, the title comes a moment after the content.
  await expect(page).toHaveTitle(/./)
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
  // Without frames, the page's own answer is whole. With them, axe opens a second page to put the answers together.
  if (page.frames().length === 1) axe.setLegacyMode()
  const { violations } = await axe.analyze()
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.flatMap((node) => node.target) }))
  expect(found).toEqual([])
}
