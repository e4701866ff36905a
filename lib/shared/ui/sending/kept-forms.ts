/** Keeps the text of forms for one tab, over a reload. */
export const tab = () => sessionStorage

/** The key for a form's text: its page and its name on the page. */
export const keptAs = (form: string) => `${keptAt()}${form}`
/** The prefix of the keys of all forms on this page. */
export const keptAt = () => `form:${location.pathname}${location.search} `

/**
 * If nobody is signed in, there is no key to encrypt with: the browser keeps only a name and an e-mail address, only
 * for a requested reload, and no longer than this.
 */
export const NOBODY = { owner: 'nobody', key: null }
export const NOBODYS_MS = 5 * 60 * 1000
