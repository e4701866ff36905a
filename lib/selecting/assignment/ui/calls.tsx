import type { Call } from '@/lib/call/call'
import { Tabs } from '@/lib/shared/ui/tabs'

/** The Calls whose reviews the person leads. */
export function CallTabs({ calls, call, path }: { calls: Call[]; call: Call; path: string }) {
  const tabs = calls.map(({ id, slug, title }) => ({
    label: title,
    href: `${path}?${new URLSearchParams({ call: slug })}`,
    current: id === call.id,
  }))
  return <Tabs label="Calls" tabs={tabs} />
}
