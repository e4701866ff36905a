import { Instant } from '@/lib/shared/ui/instant'
import { Heads, ScrollTable } from '@/lib/shared/ui/table'
import { Tag } from '@/lib/shared/ui/tag'
import type { Instance } from '../instances'

const ROLES: Record<Instance['role'], string> = { web: 'Answers requests', worker: 'Works on jobs' }

/** The running processes, and those that disappeared silently within a day. */
export function Instances({ instances, build }: { instances: Instance[]; build: string }) {
  return (
    <section className="space-y-3">
      <h2>Instances</h2>
      {instances.length === 0 ? (
        <p>None has said yet that it is there.</p>
      ) : (
        <ScrollTable label="Instances">
          <Heads
            columns={['What it does', 'State', 'Machine', 'Build', 'Since', 'Last heard of'].map((label) => ({
              label,
            }))}
          />
          <tbody>
            {instances.map((one) => (
              <tr key={one.id}>
                <td>{ROLES[one.role]}</td>
                <td>{one.present ? <Tag tone="green">there</Tag> : <Tag tone="yellow">silent</Tag>}</td>
                <td>{one.host}</td>
                <td>
                  <code className="text-sm">{one.build}</code>
                  {one.build !== build && ' (another)'}
                </td>
                <td className="whitespace-nowrap">
                  <Instant at={one.startedAt} zone="UTC" />
                </td>
                <td className="whitespace-nowrap">
                  <Instant at={one.seenAt} zone="UTC" />
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </section>
  )
}
