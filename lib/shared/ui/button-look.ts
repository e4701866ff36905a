import clsx from 'clsx'

export type Look = 'primary' | 'secondary' | 'danger' | 'quiet'

const looks: Record<Look, string> = {
  primary: 'px-4 font-semibold bg-brand-700 text-white hover:bg-brand-800',
  secondary: 'px-4 font-semibold border border-brand-700 bg-white text-brand-800 hover:bg-brand-50',
  danger: 'px-4 font-semibold bg-bad text-white hover:bg-[#8c1d18]',
  quiet: 'text-brand-800 underline underline-offset-4 hover:bg-brand-50',
}

/** The classes that make an element look like a button. A separate file, for pages that must not load `next/link`. */
export function buttonLook(look: Look, className?: string): string {
  return clsx(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-md py-2 text-center disabled:opacity-60',
    looks[look],
    className,
  )
}
