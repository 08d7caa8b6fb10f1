import { formHeaders, type RequestContext, type RouteHandlers, type RouteResult } from '#server/http/index.ts'
import { parseId } from '#server/kernel/ids.ts'
import { issueToken, judgeToken, type TokenVerdict } from './form/form-token.ts'
import type { FormCode } from './form/read-form.ts'
import { messageBox, reportBox } from './letter-box.ts'
import { indexNumber } from './letter-number.ts'
import { deleteLetter, findLetterOfNumber, type LetterRow, type LetterTable } from './letters.store.ts'
import { type LetterState, renderStatePage, type StateView } from './pages/state-page.ts'
import type { CorrespondenceParts } from './parts.ts'
import { createLetterLimit, findPause, refuseWith } from './send-letter.ts'

export type StateRoute = 'letterState' | 'findLetterState' | 'deleteLetter'
type Context = RequestContext<'findLetterState' | 'deleteLetter'>

/** How far a letter has got, for whoever has its number, and its end where they want it. */
export function createStateHandlers(parts: CorrespondenceParts): Required<Pick<RouteHandlers, StateRoute>> {
  const limit = createLetterLimit()
  return {
    letterState: async () => show(parts, {}),
    async findLetterState(context) {
      const number = readNumber(await context.readForm())
      const letter = await findByNumber(parts, number)
      if (letter === undefined) return refuse(parts, context, { number, problem: numberUnknown })
      return show(parts, { number, found: stateOf(letter), token: issueToken(parts, 'deletion') })
    },
    deleteLetter: (context) => takeDeletion(parts, limit, context),
  }
}

const numberUnknown = 'correspondence/number-unknown'
const longestNumber = 60
const readNumber = (form: URLSearchParams) => (form.get('number') ?? '').trim().slice(0, longestNumber)

interface Found {
  table: LetterTable
  word: LetterState['word']
  row: LetterRow
}

async function findByNumber(parts: CorrespondenceParts, text: string): Promise<Found | undefined> {
  const number = parseId('num', text)
  if (number === undefined) return undefined
  const index = indexNumber(parts, number)
  for (const { table, word } of [messageBox, reportBox]) {
    const row = await findLetterOfNumber(parts.database, table, index)
    if (row !== undefined) return { table, word, row }
  }
  return undefined
}

function stateOf({ word, row }: Found): LetterState {
  const { answeredAt, lookedAt, sealedLetter, dueAt } = row
  const open = lookedAt === undefined ? 'received' : 'looked-at'
  const ended = answeredAt === undefined ? 'unanswered' : 'answered'
  const hasWords = sealedLetter !== undefined
  return { word, state: hasWords && answeredAt === undefined ? open : ended, dueAt, hasWords }
}

/** Deletes a letter, on the number that only whoever wrote it was given. It is asked once more, and then done at once. */
async function takeDeletion(
  parts: CorrespondenceParts,
  limit: ReturnType<typeof createLetterLimit>,
  context: Context,
): Promise<RouteResult> {
  const form = await context.readForm()
  const number = readNumber(form)
  const letter = await findByNumber(parts, number)
  if (letter === undefined) return refuse(parts, context, { number, problem: numberUnknown })
  const token = judgeToken(parts, 'deletion', form.get('form') ?? '')
  const found = stateOf(letter)
  const stop = (problem: FormCode, pauseSeconds?: number) =>
    refuse(parts, context, { number, found, token: markFor(parts, token, form), problem, pauseSeconds })
  if (!token.isGood) return stop(`correspondence/${token.why}`)
  if (form.getAll('website').join('') !== '') return stop('correspondence/field-hidden')
  if (form.get('sure') !== 'yes') return stop('correspondence/not-confirmed')
  const pauseSeconds = findPause(limit, context.network)
  if (pauseSeconds !== undefined) return stop('correspondence/too-many', pauseSeconds)
  const { id, kind } = letter.row
  const deleted = await parts.database.transaction().execute(async (tx) => {
    const what = await deleteLetter(tx, letter.table, id)
    if (what !== undefined) await parts.recordDeletion(tx, id)
    return what
  })
  if (deleted === undefined) return refuse(parts, context, { number, problem: numberUnknown })
  parts.logger.info('letter-deleted', { reason: kind })
  return show(parts, { deleted: { what: deleted, word: letter.word } })
}

/** A mark that was good serves again: nothing was done with it. */
const markFor = (parts: CorrespondenceParts, { isGood }: TokenVerdict, form: URLSearchParams) =>
  isGood ? (form.get('form') ?? '') : issueToken(parts, 'deletion')

const show = (parts: CorrespondenceParts, view: StateView): RouteResult => ({
  html: renderStatePage(parts, view),
  headers: formHeaders,
})

/** @throws AppError for a program */
function refuse(
  parts: CorrespondenceParts,
  context: Context,
  { problem, pauseSeconds, ...view }: StateView & { problem: FormCode; pauseSeconds?: number | undefined },
): RouteResult {
  return refuseWith(context, { problem, pauseSeconds }, () => renderStatePage(parts, { ...view, problem }))
}
