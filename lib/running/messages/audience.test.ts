import { expect, test } from 'vitest'
import { topicsFor } from './audience'

test('an applicant gets no topics of officers or reviewers, and the reverse', () => {
  expect(topicsFor([], false)).toEqual(['application', 'account', 'deadlines', 'reminders', 'letters'])
  expect(topicsFor([{ role: 'officer' }], false)).toEqual(['account', 'nominations', 'offers', 'corrections'])
  expect(topicsFor([{ role: 'reviewer' }], false)).toEqual(['account', 'reviews', 'discussion'])
})

test('a person with a role and an application gets the topics of both', () => {
  expect(topicsFor([{ role: 'reviewer' }], true)).toEqual(
    expect.arrayContaining(['reminders', 'letters', 'reviews', 'discussion']),
  )
})
