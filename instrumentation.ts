import type { Instrumentation } from 'next'

/** Next calls this once, before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startObserving, startServing } = await import('@/lib/running/system/start')
  await startObserving()
  ;(await import('@/lib/shared/http/unknown-action')).explainUnknownActions()
  ;(await import('@/lib/shared/http/unreadable-request')).refuseUnreadable()
  startServing()
}

/** Next calls this with every error of a page, a route or an action that nobody caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, { routeType }) => {
  if (process.env.NEXT_RUNTIME === 'nodejs')
    (await import('@/lib/shared/log/console')).tellError(error, `A ${routeType} failed.`)
}
