import { countryName } from '@/lib/form/countries'
import type { Candidate } from '../queries'
import { scoreInWords } from '../rules'
import type { Shown } from './candidate-view'

/** In words, on the server: names of countries are too many for the browser. */
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
