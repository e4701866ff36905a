import type { ReactNode } from 'react'

type Props = { id?: string; label: string; off?: boolean; onClick: () => void; children: ReactNode }

/** A button that keeps the focus when it is no longer active. */
export function SmallButton({ id, label, off, onClick, children }: Props) {
  return (
    <button
      type="button"
      id={id}
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={off ? undefined : onClick}
      className="min-h-11 min-w-11 pointer-fine:min-h-9 pointer-fine:min-w-9 rounded-md border border-brand-700 bg-white px-3 text-sm text-brand-800 hover:bg-brand-50 aria-disabled:border-line aria-disabled:text-quiet"
    >
      {children}
    </button>
  )
}
