import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRIES } from '@/lib/form/countries'
import type { Section } from '@/lib/form/definition'
import { asLines, type FormOptions, type LongList, typesIn } from '@/lib/form/ui/options'

/** Only the lists that a section's form needs, because they travel to the browser. */
export function formOptions(definition: CallDefinition, section: Section): FormOptions {
  const types = typesIn(section.fields)
  return {
    track: types.has('track')
      ? definition.tracks.map(({ key, name, degree }) => ({ value: key, label: name, hint: degree }))
      : [],
    institution: types.has('institution') ? institutionsByHost(definition) : [],
    programme: types.has('programme')
      ? [{ lines: asLines(definition.programmes.map(({ key, name }) => ({ value: key, label: name }))) }]
      : [],
    country: types.has('country') ? ALL_COUNTRIES : [],
  }
}

const ALL_COUNTRIES: LongList = [{ lines: asLines(COUNTRIES.map(([value, label]) => ({ value, label }))) }]

/** Each host's institutions as a group, in the order in which the Call first names one of it. */
function institutionsByHost({ institutions, hosts }: CallDefinition): LongList {
  return [...new Set(institutions.map(({ host }) => host))].map((host) => ({
    group: hosts.find(({ key }) => key === host)?.name,
    host,
    lines: asLines(
      institutions
        .filter((institution) => institution.host === host)
        .map(({ key, name, city }) => ({ value: key, label: `${name}, ${city}` })),
    ),
  }))
}
