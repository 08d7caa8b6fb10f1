import { expect, test } from 'vitest'
import { uploadLimitBytes, uploadLimitPixels, uploadLimitSidePx } from '#contract'
import { catalogue } from './en.catalogue.ts'

test('the sentence about a picture that is too large says what is taken in', () => {
  const sentence = catalogue['error.uploads/too-large']

  expect(sentence).toContain(`${uploadLimitBytes / 1024 / 1024} MB`)
  expect(sentence).toContain(`${uploadLimitPixels / 1_000_000} million pixels`)
  expect(sentence).toContain(`${uploadLimitSidePx.toLocaleString('en')} pixels along a side`)
})
