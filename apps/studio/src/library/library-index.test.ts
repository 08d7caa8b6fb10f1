import { expect, test } from 'vitest'
import { changeIndex, makeIndex, searchIndex } from './library-index.ts'
import type { GenerationRecord, PictureRecord } from './records.ts'

const aGeneration = (id: string, createdAt: number, prompt = id): GenerationRecord => ({
  id,
  prompt,
  modelId: 'builtin/sketch',
  modelName: 'Sketch',
  widthPx: 512,
  heightPx: 512,
  count: 2,
  seed: 1,
  background: 'scene',
  quality: undefined,
  references: [],
  createdAt,
})
const aPicture = ({ id, createdAt }: GenerationRecord, index: number): PictureRecord => ({
  id: `${id}/${index}`,
  generationId: id,
  index,
  mediaType: 'image/png',
  widthPx: 512,
  heightPx: 512,
  sizeBytes: 10,
  sha256: '',
  createdAt,
  keptAt: 0,
  isAcknowledged: true,
})

const older = aGeneration('gen_a', 1, 'a red fox')
const newer = aGeneration('gen_b', 2, 'a blue boat')
const pictures = [aPicture(older, 1), aPicture(newer, 0), aPicture(older, 0)]
const index = makeIndex({ generations: [older, newer], pictures })
const idsOf = (found: ReturnType<typeof makeIndex> | undefined) => found?.map(({ picture }) => picture.id)

test('newest first, and pictures of one wish in their order', () => {
  expect(idsOf(index)).toEqual(['gen_b/0', 'gen_a/0', 'gen_a/1'])
})

test('a picture whose words are missing is not listed', () => {
  expect(idsOf(makeIndex({ generations: [older], pictures }))).toEqual(['gen_a/0', 'gen_a/1'])
})

test('what is kept takes its place, once', () => {
  const change = { kind: 'kept', generation: newer, picture: aPicture(newer, 1) } as const
  const once = changeIndex(index, change) ?? []

  expect(idsOf(changeIndex(once, change))).toEqual(['gen_b/0', 'gen_b/1', 'gen_a/0', 'gen_a/1'])
})

test('what is hidden or erased is not there, and what comes back is read anew', () => {
  expect(idsOf(changeIndex(index, { kind: 'hidden', pictureIds: ['gen_a/0'] }))).toEqual([
    'gen_b/0',
    'gen_a/1',
  ])
  expect(changeIndex(index, { kind: 'shown', pictureIds: ['gen_a/0'] })).toBeUndefined()
  expect(changeIndex(index, { kind: 'wiped' })).toEqual([])
})

test('a search looks through words and model', () => {
  expect(idsOf(searchIndex(index, 'fox'))).toEqual(['gen_a/0', 'gen_a/1'])
  expect(searchIndex(index, 'sketch boat')).toHaveLength(1)
  expect(searchIndex(index, '')).toBe(index)
})
