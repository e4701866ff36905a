import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps } from 'react'

type Look = 'primary' | 'secondary' | 'danger' | 'quiet'

const looks: Record<Look, string> = {
  primary: 'px-4 font-semibold bg-brand-700 text-white hover:bg-brand-800',
  secondary: 'px-4 font-semibold border border-brand-700 bg-white text-brand-800 hover:bg-brand-50',
  danger: 'px-4 font-semibold bg-bad text-white hover:bg-[#8c1d18]',
  quiet: 'text-brand-800 underline underline-offset-4 hover:bg-brand-50',
}

function classes(look: Look, className?: string) {
  return clsx(
    'inline-flex min-h-11 items-center justify-center gap-2 rounded-md py-2 text-center disabled:opacity-60',
    looks[look],
    className,
  )
}

export function Button({
  look = 'primary',
  className,
  type = 'submit',
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  return <button type={type} className={classes(look, className)} {...rest} />
}

export function ButtonLink({ look = 'primary', className, ...rest }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link prefetch={false} className={classes(look, className)} {...rest} />
}
