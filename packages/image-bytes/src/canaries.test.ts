import { expect, test } from 'vitest'
import { needlesOf, scanBytes } from '../../testkit/src/canary.ts'
import { canary, imagesWithCanary } from '../corpus/canaries.ts'
import { rewriteImage } from './index.ts'

const needles = needlesOf([canary, Buffer.from(canary).toString('hex')])

test.each(imagesWithCanary)('%s', (name, bytes) => {
  const clean = rewriteImage(bytes).bytes ?? Buffer.alloc(0)

  expect(scanBytes(name, bytes, needles)).not.toEqual([])
  expect(clean.length).toBeGreaterThan(0)
  expect(scanBytes(name, clean, needles)).toEqual([])
})
