import { Button } from '@/lib/shared/ui/button'

/** Actions on the selected rows; the buttons of the form around the list. */
export function SelectionActions({ decides }: { decides: boolean }) {
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-3">
        {decides && <Button look="secondary">Find the selected eligible…</Button>}
        <Button look="secondary" formMethod="post" formAction="/api/dossiers" name="selected" value="1">
          Dossiers of the selected
        </Button>
        {decides && (
          <Button look="quiet" name="all" value="1">
            Find all of this search eligible…
          </Button>
        )}
      </div>
      <p className="text-quiet">
        {decides && 'Before anything is decided you see what it would change. '}The dossiers come as one archive, with
        the letters; the download is recorded.
      </p>
    </div>
  )
}
