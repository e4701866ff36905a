import { countryName } from '@/lib/form/countries'
import type { Candidate } from '../queries'
import { scoreInWords } from '../rules'
import type { Shown } from './candidate-view'

/** Puts a candidate in words on the server: the browser does not load all names of countries. */
export function shownOf({ id, number, name, title, country, score, reviewsIn }: Candidate): Shown {
  return {
    id,
    number,
    title,
    name: name ?? number,
    country: country && countryName(country),
    score: scoreInWords(score, reviewsIn),
  }
}
