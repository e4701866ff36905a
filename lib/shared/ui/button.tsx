'use client'

import Link from 'next/link'
import type { ComponentProps } from 'react'
import { buttonLook, type Look } from './button-look'

export function Button({
  look = 'primary',
  className,
  type = 'submit',
  ...rest
}: ComponentProps<'button'> & { look?: Look }) {
  return <button type={type} className={buttonLook(look, className)} {...rest} />
}

export function ButtonLink({ look = 'primary', className, ...rest }: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link prefetch={false} className={buttonLook(look, className)} {...rest} />
}
