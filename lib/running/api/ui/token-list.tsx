import type { Token } from '@/lib/people/api-token/tokens'
import { formatDay, formatStamp } from '@/lib/shared/format/format'
import { ButtonLink } from '@/lib/shared/ui/button'
import { Tag } from '@/lib/shared/ui/tag'

/** The person's tokens, newest first, each with a button to end it. */
export function TokenList({ tokens }: { tokens: Token[] }) {
  if (tokens.length === 0) return <p>You have no token.</p>
  return (
    <ul className="divide-y divide-line border-y border-line">
      {tokens.map((token) => (
        <li key={token.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
          <div className="min-w-0">
            <p className="font-semibold">
              <bdi>{token.name}</bdi> {token.expiresAt < new Date() && <Tag tone="grey">Expired</Tag>}
            </p>
            <p className="text-sm break-words">{token.scopes.join(', ')}</p>
            <p className="text-sm text-quiet">
              Until {formatDay(token.expiresAt, 'UTC')};{' '}
              {token.lastUsedAt ? `last used ${formatStamp(token.lastUsedAt, 'long')} UTC` : 'never used'}
            </p>
          </div>
          <ButtonLink href={`/account/tokens/end?token=${token.id}`} look="secondary">
            End
            <span className="sr-only"> the token {token.name}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}
