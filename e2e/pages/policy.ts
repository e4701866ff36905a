import type { BrowserContext } from '@playwright/test'

/**
 * What the Content-Security-Policy blocks on any page of the visitor from now on, in frames too, as 'address:
 * directive, what'; empty while it blocks nothing.
 */
export async function watchPolicy(context: BrowserContext): Promise<string[]> {
  const refused: string[] = []
  await context.exposeFunction('policyRefused', (told: string) => void refused.push(told))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { policyRefused?: (told: string) => void }).policyRefused
      tell?.(`${location.pathname}: ${event.violatedDirective}, ${event.blockedURI} ${event.sample}`)
    })
  })
  context.on('console', (message) => {
    if (/Content Security Policy|Refused to|MIME type|unsafe-eval/.test(message.text()))
      refused.push(`${message.page()?.url()}: ${message.text()}`)
  })
  return refused
}

/** The policy of an answer by directive. */
export function directives(policy: string): Record<string, string> {
  return Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/s).slice(0, 2)))
}
