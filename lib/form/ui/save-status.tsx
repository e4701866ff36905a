import { formatOwnTime } from '@/lib/shared/format/format'
import type { SaveState } from './autosave'

const NO_ROOM = 'this browser cannot keep what you type. Do not close this page.'

const last = (saved: string | null) =>
  saved ? `Last saved at ${formatOwnTime(saved)}.` : 'Nothing of it is saved yet.'

function words(state: SaveState): string {
  switch (state.kind) {
    case 'idle':
      return 'Your answers are saved as you type.'
    case 'saving':
      return 'Saving…'
    case 'saved':
      return `Saved at ${formatOwnTime(state.at)}`
    case 'offline':
      return state.kept
        ? `${state.away ? 'The portal does not answer' : 'Offline'}: kept on this device, and sent when the connection is back and this section is open. ${last(state.saved)}`
        : `Not saved: ${state.away ? 'the portal does not answer' : 'you are offline'}, and ${NO_ROOM}`
    case 'signed-out':
      return state.kept
        ? `Signed out: kept on this device. Sign in again in another tab and come back to send it. ${last(state.saved)}`
        : `Not saved: you are signed out, and ${NO_ROOM}`
    case 'refused':
      return `Not saved. ${state.message}`
    case 'conflict':
      return 'Not saved: another version was saved meanwhile.'
  }
}

const looks: Partial<Record<SaveState['kind'], string>> = {
  saved: 'text-good',
  offline: 'text-[#6b4700] font-semibold',
  'signed-out': 'text-bad font-semibold',
  refused: 'text-bad font-semibold',
  conflict: 'text-bad font-semibold',
}

/** Shows where the answers are: always visible, and announced by screen readers when it changes. */
export function SaveStatus({ state }: { state: SaveState }) {
  return (
    <p
      role="status"
      data-state={state.kind}
      className={`sticky top-0 z-10 -mx-2 border-b border-line bg-paper px-2 py-2 text-sm ${looks[state.kind] ?? 'text-quiet'}`}
    >
      {words(state)}
      {state.kind === 'conflict' && (
        <>
          {' '}
          <a href="#conflict" className="underline underline-offset-4">
            Choose which version to keep
          </a>
        </>
      )}
    </p>
  )
}
