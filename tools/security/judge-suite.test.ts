import { expect, test } from 'vitest'
import { judgeSuite } from './run-suite.ts'

const result = (name: string, status: string, assertions: readonly string[]) => ({
  name,
  status,
  assertionResults: assertions.map((one) => ({ status: one, fullName: `a promise of ${name}` })),
})
const report = (...testResults: ReturnType<typeof result>[]) => ({ numPassedTests: 1, testResults })

test('files that ran and passed have no fault', () => {
  expect(judgeSuite(['a.test.ts'], report(result('/x/a.test.ts', 'passed', ['passed'])))).toEqual([])
})

test('a test that failed, a file that broke, one that is gone and no report at all are said', () => {
  expect(judgeSuite(['a.test.ts'], report(result('/x/a.test.ts', 'failed', ['passed', 'failed'])))).toEqual([
    'This attack does not end as it must: a promise of /x/a.test.ts.',
  ])
  expect(judgeSuite(['a.test.ts'], report(result('/x/a.test.ts', 'failed', [])))).toHaveLength(1)
  expect(
    judgeSuite(['a.test.ts', 'b.test.ts'], report(result('/x/a.test.ts', 'passed', ['passed']))),
  ).toEqual(['b.test.ts was not run: it is not there, or has no test.'])
  expect(judgeSuite(['a.test.ts'], undefined)).toHaveLength(1)
})
