import type { InWriting } from './in-writing.store.ts'

export interface Letter {
  subject: string
  body: string
}

/**
 * The letter that asks one partner to delete what it was sent. It names requests as the partner knows them, and nobody
 * whose they are.
 */
export function composeLetter(
  { partner, operator }: { partner: string; operator: string },
  items: readonly Pick<InWriting, 'partnerRequestId' | 'modelId' | 'sentAt' | 'heldUntil'>[],
): Letter {
  const count = items.length === 1 ? 'one request' : `${items.length} requests`
  return {
    subject: `Deletion of what you received with ${count}`,
    body: [
      `To ${partner}`,
      '',
      `With the requests below, ${operator} sent you personal data to be processed on its behalf. The people it is about`,
      'have asked for its deletion. Please delete what you hold of these requests now, and not only when your own time for',
      'it is over: what was sent, what was made of it, and logs that contain either, also at those you passed it on to',
      '(GDPR 17 and 19, and 28(3)(e)).',
      '',
      'Please answer within a month, for each request: deleted, and when; or why it cannot be, and until when you hold it.',
      '',
      ...items.map(describe),
      '',
      operator,
      '',
    ].join('\n'),
  }
}

function describe({
  partnerRequestId,
  modelId,
  sentAt,
  heldUntil,
}: Pick<InWriting, 'partnerRequestId' | 'modelId' | 'sentAt' | 'heldUntil'>): string {
  const name = partnerRequestId ?? 'without an answer of yours'
  return `- ${name}: ${modelId}, sent ${minuteOf(sentAt)}, held by your terms until ${minuteOf(heldUntil)}`
}

const minuteOf = (moment: Date) => `${moment.toISOString().slice(0, 16).replace('T', ' ')} UTC`
