'use client'

import { Button } from '@/lib/ui/button'

export function PrintButton() {
  return (
    <Button type="button" look="secondary" onClick={() => window.print()}>
      Print
    </Button>
  )
}
