import { expect, test } from 'vitest'
import { needlesOf, scanBytes } from '../../testkit/src/canary.ts'
import { canary, imagesWithCanary } from '../corpus/canaries.ts'
import { rewritten } from '../corpus/rewritten.ts'

const needles = needlesOf([canary, Buffer.from(canary).toString('hex')])

test.each(imagesWithCanary)('%s', (name, bytes) => {
  const clean = rewritten(bytes) ?? Buffer.alloc(0)

  expect(scanBytes(name, bytes, needles)).not.toEqual([])
  expect(clean.length).toBeGreaterThan(0)
  expect(scanBytes(name, clean, needles)).toEqual([])
})
