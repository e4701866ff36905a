import clsx from 'clsx'
import type { ReactNode } from 'react'

const tones = {
  info: 'border-brand-600 bg-brand-50',
  good: 'border-good bg-[#eaf6ee]',
  warning: 'border-sun-400 bg-[#fff8e8]',
  bad: 'border-bad bg-[#fdecea]',
}

/** A message about the page as a whole. With `live` a screen reader announces it when it appears. */
export function Notice(props: { tone?: keyof typeof tones; title?: string; live?: boolean; children?: ReactNode }) {
  const { tone = 'info', title, live, children } = props
  return (
    <div role={live ? 'status' : undefined} className={clsx('rounded-md border-l-8 px-4 py-3', tones[tone])}>
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  )
}
