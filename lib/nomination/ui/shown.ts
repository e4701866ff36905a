/** A candidate as the pages show one, in words. */
export type Shown = {
  id: string
  number: string
  name: string
  title: string | null
  country: string | null
  score: string
}
