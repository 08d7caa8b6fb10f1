import type { OpenInstallation } from '#server/compose.ts'
import type { Config, Environment } from '#server/config/index.ts'
import { composeLetter, type InWriting } from '#server/domains/disclosures/index.ts'
import { readPartners } from '#server/enable-partners.ts'
import { type DisclosureId, parseId } from '#server/kernel/ids.ts'
import type { Transaction } from '#server/platform/postgres/index.ts'
import { readOperator } from '#server/read-operator.ts'
import { CommandFault } from './command-fault.ts'

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
  installation: OpenInstallation,
  { config, environment }: { config: Config; environment: Environment },
  options: DeletionsOptions,
): Promise<string> {
  const { partners } = readPartners(config, environment, new Date())
  const names = new Map(partners.map(({ id, name }) => [id, name]))
  await mark(installation, options)
  const items = await installation.disclosures.inWriting.list()
  return tell(items, { names, operator: readOperator(config).name })
}

async function mark(
  { disclosures, desk }: OpenInstallation,
  { written = [], answered = [], refused = [] }: DeletionsOptions,
): Promise<void> {
  const { markWritten, markAnswered } = disclosures.inWriting
  const record = (act: 'partner-written' | 'partner-answered', subject: DisclosureId) => (tx: Transaction) =>
    desk.record(tx, { actor: 'command-line', act, subject })
  for (const text of written) {
    const id = idOf(text)
    requireMarked(text, await markWritten(id, record('partner-written', id)), 'to be written')
  }
  for (const [texts, answer] of [
    [answered, 'deleted'],
    [refused, 'not-possible-before'],
  ] as const) {
    for (const text of texts) {
      const id = idOf(text)
      requireMarked(text, await markAnswered(id, answer, record('partner-answered', id)), 'written')
    }
  }
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
