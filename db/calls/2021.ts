import type { CallInput } from '@/lib/call/definition'
import { criteria } from './2021/criteria'
import { documents } from './2021/documents'
import { eligibility } from './2021/eligibility'
import { faq } from './2021/faq'
import { groups } from './2021/groups'
import { institutions } from './2021/institutions'
import { programmes } from './2021/programmes'
import { references } from './2021/references'
import { sections } from './2021/sections'

/** The ANSO Scholarship Call of 2021, with its real dates. */
export const call2021: CallInput = {
  slug: '2021',
  title: 'ANSO Scholarship 2021',
  funder: 'Alliance of International Science Organizations',
  code: 'ANSO-2021',
  summary:
    'Study for a Master’s degree or a PhD at the University of Science and Technology of China, the University of Chinese Academy of Sciences or an institute of the Chinese Academy of Sciences.',
  opensAt: '2020-12-01T00:00:00+08:00',
  closesAt: '2021-03-31T23:59:59+08:00',
  graceMinutes: 5,
  letterGraceDays: 14,
  timeZone: 'Asia/Shanghai',
  keyDates: [
    { label: 'Applications open', at: '2020-12-01T00:00:00+08:00' },
    { label: 'Applications close', at: '2021-03-31T23:59:59+08:00' },
    { label: 'Institutes send their candidates to UCAS', at: '2021-04-15T23:59:59+08:00' },
    { label: 'Results', text: 'June 2021' },
    { label: 'Studies start', text: 'September 2021' },
  ],
  tracks: [
    {
      key: 'phd',
      code: 'P',
      name: 'PhD',
      quota: 300,
      degree: 'For holders of a Master’s degree, born on or after 1 January 1986',
      facts: [
        { label: 'Stipend', text: 'CNY 6,000 a month, or 7,000 after the qualification test', offered: true },
        { label: 'Born', text: 'on or after 1 January 1986' },
        { label: 'Degree held or expected', text: 'Master’s' },
      ],
    },
    {
      key: 'masters',
      code: 'M',
      name: 'Master’s',
      quota: 200,
      degree: 'For holders of a Bachelor’s degree, born on or after 1 January 1991',
      facts: [
        { label: 'Stipend', text: 'CNY 3,000 a month', offered: true },
        { label: 'Born', text: 'on or after 1 January 1991' },
        { label: 'Degree held or expected', text: 'Bachelor’s' },
      ],
    },
  ],
  hosts: [
    {
      key: 'ustc',
      name: 'University of Science and Technology of China (USTC)',
      hint: 'No host supervisor is needed when you apply.',
      supervisorRequired: false,
    },
    {
      key: 'ucas',
      name: 'University of Chinese Academy of Sciences (UCAS)',
      hint: 'You need a host supervisor’s agreement before you apply.',
      supervisorRequired: true,
    },
    {
      key: 'cas',
      name: 'Institutes of the Chinese Academy of Sciences (CAS)',
      hint: 'You need a host supervisor’s agreement before you apply. You are enrolled through UCAS or USTC.',
      supervisorRequired: true,
    },
  ],
  institutions,
  programmes,
  coverage: [
    { title: 'Tuition', text: 'The tuition fee is paid for you.' },
    { title: 'Stipend', text: 'A monthly stipend towards accommodation, local transport and living costs.' },
    { title: 'Health insurance', text: 'Medical insurance in China.' },
    { title: 'Application fee', text: 'The university’s application fee is covered.' },
    { title: 'Travel', text: 'One trip to China per person.' },
  ],
  eligibility,
  sections,
  documents,
  references,
  draftReminderDays: [7, 2, 1],
  criteria,
  reviewersPerApplication: 3,
  // Nobody published how reviews are done; this is the portal's proposal, which an admin can change.
  review: {
    disagreement: 3,
    umbrellas: ['cas.cn'],
    languages: [
      { key: 'english', name: 'English', of: ['english', 'both'] },
      { key: 'chinese', name: 'Chinese', of: ['chinese', 'both'] },
    ],
    recommendations: [
      { value: 'award', label: 'Award' },
      { value: 'waiting-list', label: 'Award if places are left' },
      { value: 'no', label: 'Do not award' },
    ],
  },
  nomination: { closesAt: '2021-04-15T23:59:59+08:00' },
  // The Call says only that results come in June; the rest is the portal's proposal.
  decisions: {
    resultsAt: '2021-06-15T10:00:00+08:00',
    conditions: [
      {
        key: 'final-degree',
        label: 'The final degree certificate',
        stillToCome: 'education.degrees.to',
        dueAt: '2021-08-31T23:59:59+08:00',
      },
    ],
    groups,
    published: { taken: true },
  },
  listing: {
    title: 'research.title',
    abstract: 'research.abstract',
    keywords: 'research.keywords',
    country: 'personal.nationality',
    programme: 'choice.programme',
    language: 'languages.proficient',
    gender: 'personal.gender',
    birthDate: 'personal.birthDate',
    latinName: 'passport.latinName',
    passport: 'passport.number',
    passportCountry: 'passport.issuedBy',
  },
  faq,
  sources: [
    {
      title: 'ANSO Scholarship 2021 Call for applications (ANSO)',
      note: 'Places, dates, eligibility, coverage and documents.',
    },
    {
      title: 'ANSO newsletter',
      note: 'Prints 27 November 2021 as the day of release; the dates of the Call itself say 2020, which is what is stored here.',
    },
    {
      title: 'Research institutions of the Chinese Academy of Sciences (CAS)',
      url: 'https://english.cas.cn/institutes/',
      note: 'Where the institutes are to be found. The list here was compiled for this portal from their public names and is to be confirmed by ANSO.',
    },
  ],
}
