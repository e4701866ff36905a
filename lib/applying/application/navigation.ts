import type { Facts, Section } from '@/lib/form/definition'
import { visibleSections } from '@/lib/form/rules'

/** The page after a section: the next one that applies, or check-your-answers after the last. */
export function nextStep(sections: Section[], facts: Facts, id: string, key: string): string {
  const shown = visibleSections(sections, facts)
  const next = shown[shown.findIndex((section) => section.key === key) + 1]
  return next ? `/apply/${id}/${next.key}` : `/apply/${id}/check`
}
