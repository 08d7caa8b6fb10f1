import type { Config, Environment } from '#server/config/index.ts'
import {
  composeLetter,
  createOperatorQueue,
  type InWriting,
  type OperatorQueue,
} from '#server/domains/disclosures/index.ts'
import { readPartners } from '#server/enable-partners.ts'
import { createSteadyClock } from '#server/kernel/clock.ts'
import { parseId } from '#server/kernel/ids.ts'
import { readOperator } from '#server/read-operator.ts'
import { CommandFault } from './command-fault.ts'
import { withDatabase } from './open-database.ts'

/** What the operator did, each with the ids of the deletions it is about. */
export interface DeletionsOptions {
  written?: readonly string[]
  answered?: readonly string[]
  refused?: readonly string[]
}

/**
 * Deletions that partners are asked for in writing: marks what was done, and gives what is to be written, each partner's in
 * one letter, and what has not been answered.
 *
 * @throws CommandFault for an id that is none of these
 */
export async function writeToPartners(
  config: Config,
  environment: Environment,
  options: DeletionsOptions,
): Promise<string> {
  const { partners } = readPartners(config, environment, new Date())
  const names = new Map(partners.map(({ id, name }) => [id, name]))
  const items = await withDatabase(config, async (database) => {
    const queue = createOperatorQueue({ database, clock: createSteadyClock() })
    await mark(queue, options)
    return queue.list()
  })
  return tell(items, { names, operator: readOperator(config).name })
}

async function mark(
  { markWritten, markAnswered }: OperatorQueue,
  { written = [], answered = [], refused = [] }: DeletionsOptions,
): Promise<void> {
  for (const text of written) requireMarked(text, await markWritten(idOf(text)), 'to be written')
  for (const text of answered) requireMarked(text, await markAnswered(idOf(text), 'deleted'), 'written')
  for (const text of refused)
    requireMarked(text, await markAnswered(idOf(text), 'not-possible-before'), 'written')
}

function idOf(text: string) {
  const id = parseId('dsc', text)
  if (id === undefined) throw new CommandFault(`${text} is not the id of a deletion.`)
  return id
}

function requireMarked(text: string, isMarked: boolean, state: string): void {
  if (!isMarked) throw new CommandFault(`${text} is not ${state}. The ids that are stand in the list.`)
}

function tell(
  items: readonly InWriting[],
  { names, operator }: { names: ReadonlyMap<string, string>; operator: string },
): string {
  if (items.length === 0) return 'Nothing is to be written to any partner.\n'
  const waiting = items.filter(({ state }) => state === 'to-write')
  const letters = [...Map.groupBy(waiting, ({ partnerId }) => partnerId)].map(([partnerId, own]) =>
    tellLetter(own, { partner: names.get(partnerId) ?? partnerId, operator }),
  )
  const written = items.filter(({ state }) => state === 'written').map(tellWritten)
  return [...letters, ...(written.length === 0 ? [] : ['NOT ANSWERED YET', ...written, ''])].join('\n')
}

function tellLetter(own: readonly InWriting[], names: { partner: string; operator: string }): string {
  const { subject, body } = composeLetter(names, own)
  const ids = own.map(({ disclosureId }) => disclosureId).join(' ')
  return `TO WRITE to ${names.partner}. When it is sent: npm run gptimage -- deletions --written ${ids}\n\nSubject: ${subject}\n\n${body}`
}

function tellWritten({ disclosureId, partnerId, writtenAt, heldUntil }: InWriting): string {
  const day = (moment: Date | undefined) => moment?.toISOString().slice(0, 10) ?? ''
  return `${disclosureId}  ${partnerId}  written ${day(writtenAt)}, held until ${day(heldUntil)}`
}
