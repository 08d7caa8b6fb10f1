import type { Executor } from '#server/platform/postgres/index.ts'
import type { LetterWord } from './letter-box.ts'
import type { CorrespondenceParts } from './parts.ts'

type Parts = Pick<CorrespondenceParts, 'outbox' | 'operator'>

/** What the operator is told of a letter: its id and kind; never a word of it, nor the number of whoever wrote. */
interface Told {
  word: LetterWord
  id: string
  kind: string
}

/** Tells the operator that something came. Nothing is sent where mail is off. */
export async function tellItCame(
  { outbox, operator: { privacyEmail: to } }: Parts,
  executor: Executor,
  { word, id, kind }: Told,
): Promise<void> {
  if (outbox === undefined || to === undefined) return
  const text = `A ${word} came. Kind: ${kind}. Case: ${id}.\n`
  await outbox.put(executor, { kind: 'letter-came', to, subject: `A ${word} came: ${kind}`, text })
}

/** Tells the operator that half of the time is over. Nothing is sent where mail is off. */
export async function tellItWaits(
  { outbox, operator: { privacyEmail: to } }: Parts,
  executor: Executor,
  { word, id, kind }: Told,
): Promise<void> {
  if (outbox === undefined || to === undefined) return
  const text = `Half of the time for a ${word} is over, and it has no answer yet. Kind: ${kind}. Case: ${id}.\n`
  await outbox.put(executor, { kind: 'letter-half-over', to, subject: `A ${word} waits: ${kind}`, text })
}
