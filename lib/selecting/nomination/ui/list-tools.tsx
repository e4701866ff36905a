import { Button } from '@/lib/shared/ui/button'
import { PrintButton } from './print-button'

type Props = { call: string; institution: string; track: string }

/** Prints the list or downloads it as a table. */
export function ListTools({ call, institution, track }: Props) {
  const route = `/api/nominations/${[call, institution, track].map(encodeURIComponent).join('/')}`
  return (
    <div className="flex flex-wrap items-center gap-3 print:hidden">
      <PrintButton />
      <form method="post" action={route} className="flex flex-wrap items-center gap-3">
        <Button look="secondary">Download as CSV</Button>
        <span className="text-sm text-quiet">The download is recorded.</span>
      </form>
    </div>
  )
}
