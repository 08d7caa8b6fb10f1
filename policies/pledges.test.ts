import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { liveChecks } from './live-checks.ts'
import { pledges } from './pledges.ts'

test('there are 34, each under its number', () => {
  expect(pledges.map(([id]) => id)).toEqual(
    Array.from({ length: 34 }, (_, index) => `P${String(index + 1).padStart(2, '0')}`),
  )
})

test.each(pledges)('what %s names in the repository is there', (_, { places, tests }) => {
  expect([...places, ...tests].filter((path) => !existsSync(path))).toEqual([])
  expect(tests.filter((path) => !path.endsWith('.test.ts'))).toEqual([])
})

test.each(pledges)('%s is said shortly, and claims nothing that is not so', (_, { sentence, mechanism }) => {
  expect(sentence.en.length).toBeLessThanOrEqual(160)
  expect(mechanism.en.length).toBeLessThanOrEqual(240)
  const words = `${sentence.en} ${mechanism.en}`
  expect(words).not.toMatch(/end-to-end|zero.knowledge|anonymous|military|bank.grade|state.of.the.art/i)
  expect(words).not.toMatch(/\d+\s*(?:second|minute|hour|day|week|month|year)/i)
})

test('every check shows something', () => {
  const named = new Set<string>(pledges.flatMap(([, { checks }]) => checks))
  // The books are no pledge of the privacy policy: they are looked at all the same, and told below the pledges.
  expect(Object.keys(liveChecks).filter((check) => !named.has(check))).toEqual(['books', 'log'])
})
