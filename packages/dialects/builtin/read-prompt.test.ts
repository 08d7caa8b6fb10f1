import { expect, test } from 'vitest'
import { readPrompt } from './read-prompt.ts'
import { subjects } from './subjects/index.ts'

const read = (prompt: string) =>
  readPrompt(prompt, subjects).wanted.map(({ subject, count, colour }) => ({
    subject: subject.id,
    count,
    isColoured: colour !== undefined,
  }))

test.each([
  ['a bowl of oranges on a table', [{ subject: 'orange', count: 3, isColoured: false }]],
  ['two oranges', [{ subject: 'orange', count: 2, isColoured: false }]],
  ['an orange cat', [{ subject: 'cat', count: 1, isColoured: true }]],
  ['an orange striped cat', [{ subject: 'cat', count: 1, isColoured: true }]],
  [
    'a cat with an orange',
    [
      { subject: 'cat', count: 1, isColoured: false },
      { subject: 'orange', count: 1, isColoured: false },
    ],
  ],
])('in "%s" an orange is what it is', (prompt, wanted) => {
  expect(read(prompt)).toEqual(wanted)
})
