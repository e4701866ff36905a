type Month = `${number}/${number}`

/** An invented applicant, in as few words as the form allows. Dates are day/month/year and month/year. */
export type Applicant = {
  givenNames: string
  familyName: string
  latinName: string
  gender: 'female' | 'male'
  born: string
  /** ISO 3166 two-letter code: of birth, nationality, residence, passport and studies. */
  country: string
  passport: string
  address: string
  phone: string
  track: 'phd' | 'masters'
  institution: string
  programme: string
  /** For UCAS and the CAS institutes. */
  supervisor?: string
  degrees: {
    level: 'masters' | 'bachelors'
    institution: string
    subject: string
    from: Month
    to: Month
    grade: string
  }[]
  language: { proficient: 'english' | 'chinese' | 'both'; test: string; mother: string }
  title: string
  abstract: string
  keywords: string
  /** Research experience of a PhD applicant; a Master's applicant's motivation. */
  about: string
  publications?: { title: string; authors: string; journal: string; year: string }[]
  posts?: { employer: string; position: string; from: Month; to?: Month }[]
  referees: [name: string, position: string][]
}
