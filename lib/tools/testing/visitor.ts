import { type HTMLElement, parse } from 'node-html-parser'
import { CookieJar } from 'tough-cookie'

export type Page = { url: string; status: number; html: HTMLElement }

/** A visitor of the portal without JavaScript: keeps cookies, follows redirects, sends the forms of its pages. */
export class Visitor {
  private readonly jar = new CookieJar()

  constructor(private readonly base: string) {}

  async open(path: string): Promise<Page> {
    return this.page(await this.fetch(path), path)
  }

  /** Fills the form with the named button (or the page's first form) and sends it. @throws if there is none. */
  async send(page: Page, button: string, values: Record<string, string>): Promise<Page> {
    const forms = page.html.querySelectorAll('main form')
    const form = forms.find((candidate) => candidate.text.includes(button))
    if (!form) throw new Error(`${page.url} has no form with '${button}': ${page.html.querySelector('main')?.text}`)
    const body = new FormData()
    for (const input of form.querySelectorAll('input[type=hidden]')) {
      body.append(input.getAttribute('name') ?? '', input.getAttribute('value') ?? '')
    }
    for (const [name, value] of Object.entries(values)) body.append(name, value)
    const action = form.getAttribute('action') || page.url
    return this.page(await this.fetch(action, { method: 'POST', body }), action)
  }

  /** One request with this visitor's cookies; keeps new ones and follows redirects. */
  async fetch(path: string, init: RequestInit = {}, left = 5): Promise<Response> {
    const url = new URL(path, this.base)
    const cookie = await this.jar.getCookieString(url.href)
    const headers = new Headers(init.headers)
    if (init.method === 'POST') headers.set('origin', url.origin)
    if (cookie) headers.set('cookie', cookie)
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) await this.jar.setCookie(line, url.href)
    const location = response.headers.get('location')
    if (!location || left === 0) return response
    return this.fetch(new URL(location, url).href, {}, left - 1)
  }

  private async page(response: Response, path: string): Promise<Page> {
    const html = parse(await response.text())
    return { url: response.url || path, status: response.status, html }
  }
}
