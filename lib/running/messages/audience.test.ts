import { expect, test } from 'vitest'
import { topicsFor } from './audience'

test('an applicant is offered nothing of an officer’s or a reviewer’s, and the other way round', () => {
  expect(topicsFor([], false)).toEqual(['application', 'account', 'deadlines', 'reminders', 'letters'])
  expect(topicsFor([{ role: 'officer' }], false)).toEqual(['account', 'nominations', 'offers', 'corrections'])
  expect(topicsFor([{ role: 'reviewer' }], false)).toEqual(['account', 'reviews', 'discussion'])
})

test('whoever has a role and an application is offered both', () => {
  expect(topicsFor([{ role: 'reviewer' }], true)).toEqual(
    expect.arrayContaining(['reminders', 'letters', 'reviews', 'discussion']),
  )
})
