'use client'

import { WAITS } from '@/lib/shared/log/wait-prefix'

/** The last resort, if even the layout fails: it has its own page and needs no style sheet. */
export default function GlobalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const waits = error.digest?.startsWith(WAITS)
  return (
    <html lang="en">
      <body style={{ fontFamily: 'system-ui, sans-serif', margin: 0, color: '#17212b', lineHeight: 1.55 }}>
        <title>Something went wrong – ANSO Scholarship</title>
        <main style={{ maxWidth: '40rem', margin: '0 auto', padding: '4rem 1rem' }}>
          <h1 style={{ color: '#062f4a' }}>{waits ? 'Please wait a moment' : 'This page could not be shown'}</h1>
          <p>
            {waits
              ? 'The portal is waiting for its database. Everything that it showed as saved is safe.'
              : 'The fault is ours. Nothing that was saved is lost: saved answers, files and letters are as they were.'}
          </p>
          {error.digest && !waits && <p>If you write to us, give this number: {error.digest}</p>}
          <p>
            <button
              type="button"
              onClick={() => retry()}
              style={{
                minHeight: '2.75rem',
                padding: '0.5rem 1rem',
                font: 'inherit',
                color: '#fff',
                background: '#075685',
                border: 0,
                borderRadius: 6,
              }}
            >
              Try again
            </button>{' '}
            <a href="/" style={{ color: '#075685', marginLeft: '1rem' }}>
              Home page
            </a>
          </p>
        </main>
      </body>
    </html>
  )
}
