import type { Correspondence, FoundLetter, Letter } from './domains/correspondence/index.ts'
import { messageOutcomes, reportOutcomes } from './domains/correspondence/index.ts'
import {
  type CaseSource,
  composeCaseLetter,
  type OpenCase,
  type OpenedWords,
  type PossibleAnswer,
  type Sender,
  type ShownCase,
} from './domains/desk/index.ts'
import { AppError } from './kernel/app-error.ts'

/** Messages of anybody, as cases of the operator's queue. */
export function createMessageCases(
  { messages }: Pick<Correspondence, 'messages'>,
  sender: Sender,
): CaseSource {
  return {
    kind: 'message',
    remindsItself: true,
    async listOpen(limit) {
      return (await messages.listOpen(limit)).map((one) => toCase('message', one))
    },
    async show(id) {
      const found = await messages.find(id)
      return (
        found &&
        toShown('message', found, [
          { outcome: 'answered', words: 'Answer it', letter: composeCaseLetter('message-answered', sender) },
          { outcome: 'nothing-to-answer', words: 'There is nothing to answer' },
        ])
      )
    },
    async openWords(id, record) {
      const shown = await messages.show(id, (tx) => record(tx, 'words-opened', id))
      return shown && toWords(shown.letter)
    },
    async answer(id, { outcome: text, reply }, record) {
      const outcome = messageOutcomes.find((known) => known === text)
      if (outcome === undefined) return { outcome: 'not-open' }
      const given = { outcome, ...(reply === undefined ? {} : { reply }) }
      const isAnswered = await messages.answer(id, given, (tx) => record(tx, 'message-answered', id))
      return { outcome: isAnswered ? 'answered' : 'not-open' }
    },
  }
}

const reportWords = {
  acted: 'Acted on',
  'nothing-here': 'Nothing of it is here',
  'no-breach': 'It breaks no rule',
  'not-clear': 'It does not say enough',
} as const satisfies Record<(typeof reportOutcomes)[number], string>

/** Reports of anybody, as cases of the operator's queue. One of a child's account can be acted on there. */
export function createReportCases({ reports }: Pick<Correspondence, 'reports'>, sender: Sender): CaseSource {
  return {
    kind: 'report',
    remindsItself: true,
    async listOpen(limit) {
      return (await reports.listOpen(limit)).map((one) => toCase('report', one))
    },
    async show(id) {
      const found = await reports.find(id)
      if (found === undefined) return undefined
      const answers: PossibleAnswer[] = reportOutcomes.map((outcome) => ({
        outcome,
        words: reportWords[outcome],
        letter: composeCaseLetter(`report-${outcome}`, sender),
      }))
      return toShown('report', found, found.kind === 'child-account' ? [eraseReported, ...answers] : answers)
    },
    async openWords(id, record) {
      const shown = await reports.show(id, (tx) => record(tx, 'words-opened', id))
      return shown && toWords(shown.letter)
    },
    async answer(id, { outcome: text, reply }, record) {
      if (text === eraseReported.outcome) {
        const erased = await reports.eraseAccount({ id }, record)
        if (erased.outcome !== 'erased') throw new AppError('desk/account-unclear')
        return { outcome: 'answered' }
      }
      const outcome = reportOutcomes.find((known) => known === text)
      if (outcome === undefined) return { outcome: 'not-open' }
      const given = { outcome, ...(reply === undefined ? {} : { reply }) }
      const isAnswered = await reports.answer(id, given, (tx) => record(tx, 'report-answered', id))
      return { outcome: isAnswered ? 'answered' : 'not-open' }
    },
  }
}

const eraseReported: PossibleAnswer = {
  outcome: 'erase-account',
  words: 'Erase the account it names',
  effect: 'Everything tied to the account goes, its keys first. The report stays open: answer it after.',
  isFinal: true,
}

type Found = Pick<FoundLetter<string, string>, 'id' | 'kind' | 'receivedAt' | 'dueAt'>

const toCase = (kind: 'message' | 'report', { id, kind: about, receivedAt, dueAt }: Found): OpenCase => ({
  kind,
  id,
  about,
  receivedAt,
  dueAt,
})

const toShown = (
  kind: 'message' | 'report',
  found: FoundLetter<string, string>,
  answers: readonly PossibleAnswer[],
): ShownCase => ({
  ...toCase(kind, found),
  facts: [['Opened before', found.isLookedAt ? 'yes' : 'no']],
  answers,
  hasWords: true,
  canExport: false,
  canBeMailed: found.canBeMailed,
})

const confirmedWords: Readonly<Record<Letter['confirmed'][number], string>> = {
  'no-consent': 'that there was no consent',
  'is-true': 'that it is true',
}

function toWords({ words, name, replyTo, accountEmail, confirmed }: Letter): OpenedWords {
  const facts = [
    ['Name', name],
    ['Wants to be reached at', replyTo],
    ['The account', accountEmail],
    ['Confirmed', confirmed.map((one) => confirmedWords[one]).join(', ') || undefined],
  ] as const
  return {
    words,
    facts: facts.flatMap(([what, said]) => (said === undefined ? [] : [[what, said] as const])),
  }
}
