'use client'

import { useEffect } from 'react'
import { WAITS } from '@/lib/shared/log/wait-prefix'
import { buttonLook } from '@/lib/shared/ui/button-look'

/** The page after a failure on the server or here. `digest` finds the same error in the server's log. */
export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const waits = error.digest?.startsWith(WAITS)
  useEffect(() => console.error(error), [error])
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center px-4 py-16">
      <title>Error – ANSO Scholarship</title>
      <h1 className="text-brand-900">{waits ? 'Please wait a moment' : 'This page could not be shown'}</h1>
      <p className="mt-4">
        {waits
          ? 'The portal is waiting for its database. Everything that it showed as saved is safe.'
          : 'The fault is ours. Nothing that was saved is lost: saved answers, files and letters are as they were.'}
      </p>
      {error.digest && !waits && (
        <p className="mt-2 text-quiet">If you write to us, give this number: {error.digest}</p>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
        <button type="button" className={buttonLook('primary')} onClick={() => retry()}>
          Try again
        </button>
        {/* A new page load, because the failure may be in the loaded one. */}
        <a href="/" className="link">
          Home page
        </a>
      </div>
    </main>
  )
}
