import { describe, expect, test } from 'vitest'
import { findMessageFaults, findReportFaults, longest, messageOf, readFields, reportOf } from './read-form.ts'

const isMailAddress = (text: string) => text.includes('@')
const fieldsOf = (fields: Readonly<Record<string, string>>) => readFields(new URLSearchParams(fields))
const faultsOf = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(findMessageFaults(fieldsOf({ words: 'hello', ...fields }), 'other', isMailAddress))

describe('what was written', () => {
  test('keeps its lines and its script, and loses what is no text', () => {
    const { words, name } = fieldsOf({
      words: ' one\r\n\ttwo\rthree\0\u0007 你好 👩‍🚀 ',
      name: ' Ada \n Example ',
    })
    expect(words).toBe('one\n\ttwo\nthree 你好 👩‍🚀')
    expect(name).toBe('Ada Example')
  })

  test('a field that comes twice is none', () => {
    const form = new URLSearchParams(
      'kind=other&kind=privacy&words=a&words=b&is-true=yes&is-true=yes&form=x&form=y',
    )
    expect(readFields(form)).toMatchObject({ kind: '', words: '', confirmed: [], token: '' })
  })

  test('is measured as a browser measures it', () => {
    expect(faultsOf({ words: 'x'.repeat(longest.words) })).toEqual({})
    expect(faultsOf({ words: 'x\r\n'.repeat(longest.words / 2) })).toEqual({})
    expect(faultsOf({ words: 'x'.repeat(longest.words + 1) })).toEqual({ words: 'correspondence/too-long' })
    expect(faultsOf({ words: ' \n ' })).toEqual({ words: 'correspondence/words-missing' })
  })

  test('a megabyte that looks like an address for long is judged at once', () => {
    const at = performance.now()
    expect(faultsOf({ replyTo: `${'a.'.repeat(500_000)}@` })).toEqual({ replyTo: 'correspondence/too-long' })
    expect(performance.now() - at).toBeLessThan(1_000)
  })
})

test('an address that mail cannot be sent to is told, of either field', () => {
  expect(faultsOf({ replyTo: 'ada@example.org', accountEmail: 'kid@example.org' })).toEqual({})
  expect(faultsOf({ replyTo: 'ada', accountEmail: 'kid' })).toEqual({
    replyTo: 'correspondence/address-invalid',
    accountEmail: 'correspondence/address-invalid',
  })
})

describe('a report', () => {
  const all = { words: 'where', name: 'Ada', replyTo: 'ada@example.org', accountEmail: 'kid@example.org' }
  const ticked = { 'is-true': 'yes', 'no-consent': 'yes' }

  test('of an intimate image has what the law asks for, or says what it lacks', () => {
    const faults = findReportFaults(fieldsOf({ words: 'where' }), 'intimate-image', isMailAddress)
    expect(Object.fromEntries(faults)).toEqual({
      name: 'correspondence/name-missing',
      replyTo: 'correspondence/address-missing',
      'no-consent': 'correspondence/not-confirmed',
      'is-true': 'correspondence/not-confirmed',
    })
    expect(findReportFaults(fieldsOf({ ...all, ...ticked }), 'intimate-image', isMailAddress).size).toBe(0)
  })

  test.each(['illegal-image', 'child-account', 'policy-breach'] as const)(
    'of %s may be nameless, and has to be true',
    (kind) => {
      expect(Object.fromEntries(findReportFaults(fieldsOf({ words: 'where' }), kind, isMailAddress))).toEqual(
        {
          'is-true': 'correspondence/not-confirmed',
        },
      )
      expect(findReportFaults(fieldsOf({ words: 'where', 'is-true': 'yes' }), kind, isMailAddress).size).toBe(
        0,
      )
    },
  )

  test('keeps nothing of a field that another kind shows', () => {
    const fields = fieldsOf({ ...all, ...ticked })
    expect(reportOf(fields, 'child-account')).toEqual({ ...all, confirmed: ['is-true'] })
    const { accountEmail: _, ...rest } = all
    expect(reportOf(fields, 'intimate-image')).toEqual({ ...rest, confirmed: ['is-true', 'no-consent'] })
    expect(messageOf(fields)).toEqual({ words: 'where', replyTo: 'ada@example.org', confirmed: [] })
  })
})
