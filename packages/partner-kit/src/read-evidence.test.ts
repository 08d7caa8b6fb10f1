import { expect, test } from 'vitest'
import { readEvidence } from './read-evidence.ts'

const answerOf = (headers: Readonly<Record<string, string>>) => ({ header: (name: string) => headers[name] })

test.each([
  [{}, undefined],
  [{ 'x-zero-data-retention': 'true' }, { zeroRetention: true }],
  [
    { 'x-zero-data-retention': 'false', 'x-ms-region': 'East US 2' },
    { zeroRetention: false, region: 'East US 2' },
  ],
  [{ 'x-zero-data-retention': 'a fox in the snow', 'x-request-id': 'r-1' }, undefined],
  [{ 'x-ms-region': 'a fox, in the <b>snow</b>' }, undefined],
  [{ 'x-ms-region': 'a'.repeat(41) }, undefined],
])('%o is evidence of %o', (headers, expected) => {
  expect(readEvidence(answerOf(headers))).toEqual(expected)
})
