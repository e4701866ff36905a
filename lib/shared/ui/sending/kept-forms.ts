/** Text of forms is kept for one tab, over a reload. */
export const tab = () => sessionStorage

/** What a form's text is kept under: its page and its name on it. */
export const keptAs = (form: string) => `${keptAt()}${form}`
/** What the text of all forms of this page is kept under begins so. */
export const keptAt = () => `form:${location.pathname}${location.search} `

/**
 * Where nobody is signed in, there is nobody to encrypt to: a name and an e-mail address, no more, are kept while the page
 * is loaded again on request, and for so long at most.
 */
export const NOBODY = { owner: 'nobody', key: null }
export const NOBODYS_MS = 5 * 60 * 1000
