import { Tabs } from '@/lib/shared/ui/tabs'
import type { Call } from '@/lib/platform/call-store/queries'

/** The Calls whose reviews somebody leads. */
export function CallTabs({ calls, call, path }: { calls: Call[]; call: Call; path: string }) {
  const tabs = calls.map(({ id, slug, title }) => ({
    ...{ label: title, href: `${path}?${new URLSearchParams({ call: slug })}`, current: id === call.id },
  }))
  return <Tabs label="Calls" tabs={tabs} />
}
