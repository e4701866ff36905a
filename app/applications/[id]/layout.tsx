import type { ReactNode } from 'react'
import { StaffNav } from '@/lib/applying/application/ui/staff-nav'

type Props = { children: ReactNode; params: Promise<{ id: string }> }

export default async function ApplicationLayout({ children, params }: Props) {
  const { id } = await params
  return (
    <>
      <StaffNav id={id} />
      {children}
    </>
  )
}
