import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Expects no violation of WCAG 2.2 AA that a machine can find on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // The title of a page that was reached without a reload comes a moment after its content.
  await expect(page).toHaveTitle(/./)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  const found = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.flatMap((node) => node.target) }))
  expect(found).toEqual([])
}
