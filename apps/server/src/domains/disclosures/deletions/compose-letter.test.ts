import { expect, test } from 'vitest'
import { composeLetter } from './compose-letter.ts'

const item = {
  partnerRequestId: 'req_1',
  modelId: 'openai/gpt-image-2',
  sentAt: new Date('2026-11-24T12:00:05Z'),
  heldUntil: new Date('2026-12-01T12:10:05Z'),
}

test('a letter names the requests as the partner knows them, and whom to answer to', () => {
  const names = { partner: 'OpenAI', operator: 'Example Ltd' }
  const { subject, body } = composeLetter(names, [item, { ...item, partnerRequestId: undefined }])
  expect(subject).toBe('Deletion of what you received with 2 requests')
  expect(body).toContain(
    '- req_1: openai/gpt-image-2, sent 2026-11-24 12:00 UTC, held by your terms until 2026-12-01 12:10 UTC\n- without an answer of yours:',
  )
  expect(body.startsWith('To OpenAI\n')).toBe(true)
  expect(body.endsWith('\nExample Ltd\n')).toBe(true)
  expect(composeLetter(names, [item]).subject).toBe('Deletion of what you received with one request')
})
