import type { CallInput } from '@/lib/call/definition'

/** Groups that an admin may keep places for. The Call itself keeps none. */
export const groups: NonNullable<NonNullable<CallInput['decisions']>['groups']> = [
  {
    key: 'ldc',
    label: 'Least developed countries',
    countries:
      'AF AO BD BF BI BJ BT CD CF DJ ER ET GM GN GW HT KH KI KM LA LR LS MG ML MM MR MW MZ NE NP RW SB SD SL SN SO SS ST TD TG TL TV TZ UG YE ZM'.split(
        ' ',
      ),
    source:
      'United Nations, Committee for Development Policy: list of least developed countries as of 11 February 2021 (46 countries).',
  },
  { key: 'women', label: 'Women', genders: ['female'] },
]
