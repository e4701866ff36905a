import pino from 'pino'
import pretty from 'pino-pretty'
import { errorHook } from './error-hook'
import { withoutAddresses, wordsOfError } from './redact'
import { currentRequest } from './request-facts'

/**
 * The portal's log: one JSON object per line on standard error (time, level, request, person, msg, err), or coloured
 * lines on a terminal. It names persons only by their id. Give facts first, words second: `log.error({ err, job: id },
 * 'A mail could not be sent.')`. Command-line programs print to the terminal instead.
 *
 * `LOG_LEVEL` is one of pino's levels, `info` by default; `LOG_FORMAT` is `json` or `text`. This file reads both
 * itself: a program whose settings are wrong must still be able to say so.
 */
export const log = pino(
  {
    level: levelOf(process.env.LOG_LEVEL),
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: wordsOfError },
    // A copy, because pino adds to it.
    mixin: () => ({ ...currentRequest() }),
    hooks: { streamWrite: withoutAddresses },
  },
  destination(),
)

/** For `promise.catch(...)`: logs a failure that changes nothing else, and the work goes on. */
export const logged = (words: string) => (err: unknown) => log.error({ err }, words)

function levelOf(asked = ''): string {
  return asked in pino.levels.values || asked === 'silent' ? asked : 'info'
}

function destination(): pino.DestinationStream {
  const shown = asText()
    ? pretty({ destination: 2, sync: true, ignore: 'pid' })
    : pino.destination({ dest: 2, sync: true })
  const url = process.env.ERROR_WEBHOOK_URL
  if (!url || !URL.canParse(url)) return shown
  return pino.multistream([
    { level: 'trace', stream: shown },
    { level: 'error', stream: errorHook(url, (err) => log.warn({ err }, 'The error hook could not be told.')) },
  ])
}

function asText(): boolean {
  const { LOG_FORMAT } = process.env
  return LOG_FORMAT === 'text' || (LOG_FORMAT !== 'json' && process.stderr.isTTY === true)
}
