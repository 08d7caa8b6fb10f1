import type { CaseItem, CaseSource, OpenCase } from './domains/desk/index.ts'
import {
  composeLetter,
  type InWriting,
  type OperatorQueue,
  type WrittenAnswer,
} from './domains/disclosures/index.ts'
import { type DisclosureId, parseId } from './kernel/ids.ts'

interface Parts {
  queue: OperatorQueue
  /** What partners are called, by id; one that is not used any more is called by its id. */
  names: ReadonlyMap<string, string>
  operator: string
}

/** In one letter; the next ones are a case again once these are written. */
const itemsAtMost = 50

/** Partners that are to be asked in writing to delete: a case for each, as long as something can still be deleted. */
export function createPartnerLetters(parts: Parts): CaseSource {
  const list = () => listByPartner(parts, 'to-write')
  return {
    kind: 'partner-letter',
    listOpen: async () => (await list()).map(({ found }) => toCase(parts, 'partner-letter', found)),

    async show(id) {
      const items = (await list()).find(({ partnerId }) => partnerId === id)?.found
      if (items === undefined) return undefined
      const partner = parts.names.get(id) ?? id
      return {
        ...toCase(parts, 'partner-letter', items),
        ...plain,
        facts: [['Asked for by people', String(items.length)]],
        letter: composeLetter({ partner, operator: parts.operator }, items),
        items: items.map(toItem),
        answers: [{ outcome: 'written', words: 'The letter is sent' }],
      }
    },

    answer: (_, { items }, record) =>
      markEach(items, (id) => parts.queue.markWritten(id, (tx) => record(tx, 'partner-written', id))),
  }
}

/** Partners that were written to, and have not answered for everything. */
export function createPartnerAnswers(parts: Parts): CaseSource {
  const list = () => listByPartner(parts, 'written')
  return {
    kind: 'partner-answer',
    listOpen: async () => (await list()).map(({ found }) => toCase(parts, 'partner-answer', found)),

    async show(id) {
      const items = (await list()).find(({ partnerId }) => partnerId === id)?.found
      if (items === undefined) return undefined
      return {
        ...toCase(parts, 'partner-answer', items),
        ...plain,
        facts: [['Not answered', String(items.length)]],
        items: items.map(toItem),
        answers: [
          { outcome: 'deleted', words: 'They say that it is deleted' },
          { outcome: 'not-possible-before', words: 'They say that it cannot be deleted sooner' },
        ],
      }
    },

    answer: (_, { items, outcome }, record) => {
      const answer: WrittenAnswer = outcome === 'deleted' ? 'deleted' : 'not-possible-before'
      return markEach(items, (id) =>
        parts.queue.markAnswered(id, answer, (tx) => record(tx, 'partner-answered', id)),
      )
    },
  }
}

const plain = { hasWords: false, canExport: false, canBeMailed: false } as const

async function listByPartner(
  { queue }: Parts,
  state: InWriting['state'],
): Promise<{ partnerId: string; found: readonly InWriting[] }[]> {
  const waiting = (await queue.list()).filter((item) => item.state === state)
  return [...Map.groupBy(waiting, ({ partnerId }) => partnerId)].map(([partnerId, items]) => ({
    partnerId,
    found: items.slice(0, itemsAtMost),
  }))
}

/** Its clock is the partner's own: once it has nothing any more by its terms, a letter is of no use. */
function toCase(
  { names }: Parts,
  kind: 'partner-letter' | 'partner-answer',
  items: readonly InWriting[],
): OpenCase {
  const id = items[0]?.partnerId ?? ''
  const earliest = (moments: readonly Date[]) =>
    new Date(Math.min(...moments.map((moment) => moment.getTime())))
  return {
    kind,
    id,
    about: names.get(id) ?? id,
    receivedAt: earliest(items.map(({ askedAt }) => askedAt)),
    dueAt: earliest(items.map(({ heldUntil }) => heldUntil)),
  }
}

const toItem = ({ disclosureId, partnerRequestId, modelId, sentAt }: InWriting): CaseItem => ({
  id: disclosureId,
  words: `${partnerRequestId ?? 'without an answer of theirs'}: ${modelId}, sent ${sentAt.toISOString().slice(0, 10)}`,
})

async function markEach(
  items: readonly string[],
  mark: (id: DisclosureId) => Promise<boolean>,
): Promise<{ outcome: 'answered' | 'not-open' }> {
  let marked = 0
  for (const text of items) {
    const id = parseId('dsc', text)
    if (id !== undefined && (await mark(id))) marked += 1
  }
  return { outcome: marked === 0 ? 'not-open' : 'answered' }
}
