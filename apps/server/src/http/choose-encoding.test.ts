import { expect, test } from 'vitest'
import { chooseEncoding } from './choose-encoding.ts'

const both = { br: Buffer.from('b'), gzip: Buffer.from('g') }

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR ; q=0.000, GZIP', 'gzip'],
  ['br;q=0.1', 'br'],
  ['brotli, x-gzip', undefined],
  ['identity', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s is answered with %s', (accepted, chosen) => {
  expect(chooseEncoding(accepted, both)).toBe(chosen)
})

test('what there is not is not chosen', () => {
  expect(chooseEncoding('br, gzip', { gzip: both.gzip })).toBe('gzip')
  expect(chooseEncoding('br, gzip', {})).toBe(undefined)
})
