import { page, replaceAnswers } from './replaced-answer'

/**
 * Answers with a page when a browser without JavaScript sends the form of another version. Next answers with a line of
 * plain text.
 */
export function explainUnknownActions(): void {
  replaceAnswers(({ method, headers }, response, status) =>
    method === 'POST' && headers['next-action'] === undefined && response.hasHeader(UNKNOWN)
      ? { status, page: PAGE }
      : null,
  )
}

const UNKNOWN = 'x-nextjs-action-not-found'

const PAGE = page(
  'Not sent',
  `<p>A new version of the portal was installed since you opened the page, so we could not accept what you sent. Nothing was changed.</p>
<p>Go back in your browser: what you typed is there in most browsers. Copy longer texts, load the page again, paste them, and
send it once more.</p>`,
)
