import { randomBytes } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createTestClock, type TestClock } from '#testkit'
import { issueToken, judgeToken } from './form-token.ts'

const installationKey = createInstallationKey(new Secret(randomBytes(32).toString('hex')))
let clock: TestClock
beforeEach(() => {
  clock = createTestClock()
})
const parts = () => ({ installationKey, clock })
const why = (token: string, form: 'contact' | 'report' = 'contact') => {
  const verdict = judgeToken(parts(), form, token)
  return verdict.isGood ? 'good' : verdict.why
}

test('a form may be sent after a few seconds, and for a day', () => {
  const token = issueToken(parts(), 'contact')
  expect(why(token)).toBe('form-too-fast')
  clock.advance(2_999)
  expect(why(token)).toBe('form-too-fast')
  clock.advance(1)
  expect(why(token)).toBe('good')
  clock.advance(24 * 60 * 60_000 - 3_000)
  expect(why(token)).toBe('good')
  clock.advance(1)
  expect(why(token)).toBe('form-expired')
})

test('the mark of one form does not send the other, and no two forms have one mark', () => {
  const [one, other] = [issueToken(parts(), 'contact'), issueToken(parts(), 'contact')]
  clock.advance(10_000)
  expect([why(one), why(one, 'report')]).toEqual(['good', 'form-unknown'])
  const indexOf = (token: string) => {
    const verdict = judgeToken(parts(), 'contact', token)
    return verdict.isGood ? verdict.formIndex.toString('hex') : ''
  }
  expect(indexOf(one)).not.toBe(indexOf(other))
  expect(indexOf(one)).toMatch(/^[\da-f]{64}$/)
})

test('no character of a mark can be another one', () => {
  const token = issueToken(parts(), 'contact')
  clock.advance(10_000)
  for (const at of token.split('').keys()) {
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
    expect({ at, why: why(changed) }).toEqual({ at, why: 'form-unknown' })
  }
})

test.each(['', 'x', 'A'.repeat(72), 'A'.repeat(71), 'A'.repeat(73), `${'A'.repeat(71)}\n`, '<'.repeat(72)])(
  'what is no mark is refused: %j',
  (token) => expect(why(token)).toBe('form-unknown'),
)

test('a mark of another installation is refused, and one from a time to come', () => {
  const other = createInstallationKey(new Secret(randomBytes(32).toString('hex')))
  const foreign = issueToken({ installationKey: other, clock }, 'contact')
  const early = issueToken({ installationKey, clock: createTestClock(new Date('2027-01-01')) }, 'contact')
  clock.advance(10_000)
  expect([why(foreign), why(early)]).toEqual(['form-unknown', 'form-expired'])
})
