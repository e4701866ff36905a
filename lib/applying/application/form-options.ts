import type { CallDefinition } from '@/lib/call/definition'
import { COUNTRIES } from '@/lib/form/countries'
import type { Section } from '@/lib/form/definition'
import { type FormOptions, typesIn } from '@/lib/form/ui/options'

/** Only the lists that a section's form needs, because they travel to the browser. */
export function formOptions(definition: CallDefinition, section: Section): FormOptions {
  const types = typesIn(section.fields)
  const hosts = new Map(definition.hosts.map((host) => [host.key, host.name]))
  return {
    track: types.has('track')
      ? definition.tracks.map(({ key, name, degree }) => ({ value: key, label: name, hint: degree }))
      : [],
    institution: types.has('institution')
      ? definition.institutions.map(({ key, name, city, host }) => ({
          value: key,
          label: `${name}, ${city}`,
          host,
          group: hosts.get(host),
        }))
      : [],
    programme: types.has('programme')
      ? definition.programmes.map(({ key, name }) => ({ value: key, label: name }))
      : [],
    country: types.has('country') ? COUNTRIES.map(([value, label]) => ({ value, label })) : [],
  }
}
