import { recordAct } from '../audit/record-act.ts'
import type { DeskParts, FoundPerson } from '../parts.ts'

export type ChangedOperator =
  | Exclude<FoundPerson, { outcome: 'found' }>
  | { outcome: 'changed' }
  /** They were that already. */
  | { outcome: 'as-before' }

/**
 * Makes somebody an operator, or a person again. Every session of theirs ends with it, its content keys too: a cookie from
 * before the change is worth nothing after it. They sign in anew.
 */
export async function changeOperator(
  parts: DeskParts,
  { role, ...asked }: { email: string; accountId?: string | undefined; role: 'person' | 'operator' },
): Promise<ChangedOperator> {
  const { database, people } = parts
  const found = await people.find(asked)
  if (found.outcome !== 'found') return found
  const { accountId, accountReference: subject } = found.person
  const changed = await database.transaction().execute(async (tx) => {
    if (!(await people.setRole(tx, accountId, role))) return undefined
    const ended = await people.endSessions(tx, accountId)
    const act = role === 'operator' ? 'operator-granted' : 'operator-revoked'
    await recordAct(parts, tx, { actor: 'command-line', act, subject })
    return ended
  })
  if (changed === undefined) return { outcome: 'as-before' }
  await changed.afterCommit()
  return { outcome: 'changed' }
}
