import { expect, test } from 'vitest'
import type { InWriting, OperatorQueue } from './domains/disclosures/index.ts'
import { makeId } from './kernel/ids.ts'
import { createPartnerAnswers, createPartnerLetters } from './partner-cases.ts'

const sentAt = new Date('2026-11-20T10:00:00Z')
const anItem = (partnerId: string, more: Partial<InWriting> = {}): InWriting => ({
  disclosureId: makeId('dsc'),
  state: 'to-write',
  partnerId,
  partnerRequestId: undefined,
  modelId: `${partnerId}/model`,
  sentAt,
  askedAt: new Date('2026-11-21T10:00:00Z'),
  writtenAt: undefined,
  heldUntil: new Date('2026-11-27T10:00:00Z'),
  ...more,
})

function aQueue(items: readonly InWriting[]) {
  const marked: string[] = []
  const mark = async (id: string) => {
    const isThere = items.some(({ disclosureId }) => disclosureId === id)
    if (isThere) marked.push(id)
    return isThere
  }
  const queue: OperatorQueue = { list: async () => [...items], markWritten: mark, markAnswered: mark }
  return { marked, parts: { queue, names: new Map([['fal', 'fal.ai']]), operator: 'Example' } }
}
const nobody = async () => undefined

test('each partner is one case, due when the first of it can no longer be deleted', async () => {
  const soon = new Date('2026-11-25T10:00:00Z')
  const { parts } = aQueue([anItem('fal'), anItem('fal', { heldUntil: soon }), anItem('other')])

  expect(await createPartnerLetters(parts).listOpen(10)).toEqual([
    { kind: 'partner-letter', id: 'fal', about: 'fal.ai', receivedAt: anItem('fal').askedAt, dueAt: soon },
    expect.objectContaining({ id: 'other', about: 'other' }),
  ])
  expect(await createPartnerAnswers(parts).listOpen(10)).toEqual([])
})

test('a letter names fifty requests at most, and the rest are a case after it', async () => {
  const { parts } = aQueue(Array.from({ length: 60 }, () => anItem('fal')))

  const shown = await createPartnerLetters(parts).show('fal')

  expect(shown?.items).toHaveLength(50)
  expect(shown?.letter?.body.match(/fal\/model/g)).toHaveLength(50)
})

test('what was written before, or is none of ours, is not written again', async () => {
  const item = anItem('fal')
  const { parts, marked } = aQueue([item])
  const letters = createPartnerLetters(parts)

  expect(await letters.answer('fal', { outcome: 'written', items: [item.disclosureId] }, nobody)).toEqual({
    outcome: 'answered',
  })
  expect(
    await letters.answer('fal', { outcome: 'written', items: [makeId('dsc'), 'nonsense'] }, nobody),
  ).toEqual({ outcome: 'not-open' })
  expect(marked).toEqual([item.disclosureId])
})
