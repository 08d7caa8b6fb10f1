import type { ChoicesView } from '#contract'
import { listingUnrestricted, updateRestriction } from '#server/domains/identity/index.ts'
import type { AccountId } from '#server/kernel/ids.ts'
import { type Executor, sendTogether } from '#server/platform/postgres/index.ts'
import type { Person, RightsParts } from '../parts.ts'
import { recordDone } from '../record-done.ts'
import { arrivingNow } from '../rights-request.ts'
import { forbidByBrowser, listChoices, listingDecided, storeChoice, withdrawYes } from './choices.store.ts'
import { type OptionalPurpose, optionalPurposeNames, optionalPurposes } from './optional-purposes.ts'

type Choice = ChoicesView['choices'][number]
type ChoiceParts = Pick<RightsParts, 'database' | 'clock' | 'policyVersion'>

/** What a browser says of itself. `Sec-GPC` with any other value than 1 says nothing. @see W3C GPC, section 4.1 (read 2026-11-24) */
export const hasSignal = (header: string | undefined): boolean => header === '1'

/**
 * What a person allows at this moment. A browser that sends the Global Privacy Control signal forbids for the whole account
 * what the signal is about, and that is remembered: on another browser it is off too, until the person switches it on there.
 */
export async function findChoices(
  parts: ChoiceParts,
  accountId: AccountId,
  isSignalled: boolean,
): Promise<Choice[]> {
  if (isSignalled) await honourSignal(parts, accountId)
  return readChoices(parts.database, accountId)
}

/** Remembers that a browser of this person has sent the signal. */
export async function honourSignal(
  { database, clock, policyVersion }: ChoiceParts,
  accountId: AccountId,
): Promise<void> {
  const purposes = optionalPurposeNames.filter((name) => optionalPurposes[name].endsWithSignal)
  await forbidByBrowser(database, accountId, { purposes, at: clock.now(), policyVersion })
}

/**
 * Whether something optional may be done for a person now; asked anew each time, so that a switch holds from the next
 * request. Never for somebody who has stopped all use of their data.
 */
export async function isAllowed(
  executor: Executor,
  { accountId, isRestricted }: { accountId: AccountId; isRestricted: boolean },
  { purpose, isSignalled }: { purpose: OptionalPurpose; isSignalled: boolean },
): Promise<boolean> {
  if (isRestricted || (isSignalled && optionalPurposes[purpose].endsWithSignal)) return false
  const choices = await readChoices(executor, accountId)
  return choices.some((choice) => choice.purpose === purpose && choice.isAllowed)
}

/** Of these people those for whom something optional may be done now, as `isAllowed` says it of one. */
export async function whoAllows(
  executor: Executor,
  purpose: OptionalPurpose,
  people: readonly AccountId[],
): Promise<ReadonlySet<AccountId>> {
  const [unrestricted, decided] = await sendTogether(executor, [
    listingUnrestricted(executor, people),
    listingDecided(executor, purpose, people),
  ])
  const allows = ({ isAllowedAtFirst }: { isAllowedAtFirst: boolean }, id: AccountId) =>
    decided.get(id) ?? isAllowedAtFirst
  return new Set(people.filter((id) => unrestricted.has(id) && allows(optionalPurposes[purpose], id)))
}

async function readChoices(executor: Executor, accountId: AccountId): Promise<Choice[]> {
  const stored = await listChoices(executor, accountId)
  return optionalPurposeNames.map((purpose) => {
    const found = stored.find((choice) => choice.purpose === purpose)
    if (found === undefined) return { purpose, isAllowed: optionalPurposes[purpose].isAllowedAtFirst }
    const { isAllowed: allowed, decidedBy, decidedAt, policyVersion } = found
    const when = { decidedBy, decidedAt: decidedAt.toISOString() }
    return { purpose, isAllowed: allowed, ...when, ...(policyVersion === null ? {} : { policyVersion }) }
  })
}

/** Stores what a person decides; each decision is a request of theirs that is answered at once. */
export async function decide(
  parts: ChoiceParts,
  person: Person,
  { purpose, isAllowed: allowed }: { purpose: OptionalPurpose; isAllowed: boolean },
): Promise<void> {
  const decidedAt = parts.clock.now()
  await parts.database.transaction().execute(async (tx) => {
    const { policyVersion } = parts
    const choice = { purpose, isAllowed: allowed, decidedBy: 'person', decidedAt, policyVersion } as const
    await storeChoice(tx, person.accountId, choice)
    await recordDone(tx, person, { kind: 'object', at: decidedAt })
  })
}

/** Takes a yes back by the link in a mail, at once; said again, nothing changes. It is a use of a right as any other. */
export async function withdrawByMail(
  { database, clock, policyVersion }: ChoiceParts,
  person: Person,
  purpose: OptionalPurpose,
): Promise<void> {
  const at = clock.now()
  await database.transaction().execute(async (tx) => {
    if (await withdrawYes(tx, person.accountId, { purpose, at, policyVersion }))
      await recordDone(tx, person, { kind: 'object', at, arrival: { ...arrivingNow(at), channel: 'mail' } })
  })
}

/** Stops all use of a person's data, or gives it free again. From the next request on only what serves their rights is done. */
export async function restrict(
  parts: Pick<RightsParts, 'database' | 'clock' | 'cancelWork'>,
  person: Person,
  isRestricted: boolean,
): Promise<void> {
  const at = parts.clock.now()
  await parts.database.transaction().execute(async (tx) => {
    await updateRestriction(tx, person.accountId, isRestricted ? at : null)
    await recordDone(tx, person, { kind: isRestricted ? 'restrict' : 'lift', at })
  })
  // After the commit: nothing new can begin from then on.
  if (isRestricted) await parts.cancelWork(person.accountId)
}
