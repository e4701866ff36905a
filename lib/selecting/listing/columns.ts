/** The columns of the list, and its sort orders. Pure. */

export const SORTS = [
  'number',
  'name',
  'track',
  'institution',
  'country',
  'discipline',
  'status',
  'submitted',
  'score',
  'reviews',
] as const
export type Sort = (typeof SORTS)[number]

type About = {
  label: string
  sort?: Sort /** Of what only staff, or only a reviewer, knows. */
  only?: 'staff' | 'reviewer'
}

export const COLUMNS = {
  name: { label: 'Applicant', sort: 'name' },
  title: { label: 'Title' },
  track: { label: 'Track', sort: 'track' },
  institution: { label: 'Institution', sort: 'institution' },
  country: { label: 'Country', sort: 'country' },
  discipline: { label: 'Discipline', sort: 'discipline' },
  language: { label: 'Language' },
  gender: { label: 'Gender', only: 'staff' },
  status: { label: 'Status', sort: 'status' },
  submitted: { label: 'Submitted', sort: 'submitted' },
  letters: { label: 'Letters', only: 'staff' },
  agreement: { label: 'Agreement', only: 'staff' },
  score: { label: 'Score', sort: 'score' },
  reviews: { label: 'Reviews', sort: 'reviews' },
  mine: { label: 'Your review', only: 'reviewer' },
} as const satisfies Record<string, About>

export type Column = keyof typeof COLUMNS
export const aboutColumn = (column: Column): About => COLUMNS[column]

/** Which kinds of knowledge the person has: as staff, of names, as a reviewer. */
export type Audience = { staff: boolean; named: boolean; reviewer: boolean }

/** The columns that the person can choose. */
export function columnsFor({ staff, named, reviewer }: Audience): Column[] {
  return (Object.keys(COLUMNS) as Column[]).filter((column) => {
    const { only } = aboutColumn(column)
    if (column === 'name') return named
    return !only || (only === 'staff' ? staff : reviewer)
  })
}

/** The default columns. */
export function usualColumns(audience: Audience): Column[] {
  const usual: Column[] = audience.staff
    ? ['name', 'title', 'track', 'institution', 'country', 'status', 'letters', 'score']
    : ['name', 'title', 'track', 'country', 'status', 'mine']
  return columnsFor(audience).filter((column) => usual.includes(column))
}
