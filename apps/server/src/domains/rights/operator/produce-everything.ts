import { openWholeProfile, type WholeProfile } from '#server/domains/identity/index.ts'
import { tables } from '#policies/inventory.ts'
import { readRows } from '../export/export-rows.store.ts'
import type { Person, RightsParts, Witness } from '../parts.ts'
import { personalTables } from '../personal-tables.ts'

export interface Everything {
  /** Opened with the installation key. */
  profile: WholeProfile
  /** Every row of every table, keys and indexes too. */
  tables: Readonly<Record<string, readonly Record<string, unknown>[]>>
  /** What is not here, because nobody but the person's own browser can produce it. */
  cannotBeProduced: readonly string[]
}

/**
 * Everything that whoever runs this installation can produce about an account, whoever compels them. There is no content in
 * it: prompts, pictures and images are sealed to keys that only the person's cookie opens.
 */
export async function produceEverything(
  parts: RightsParts,
  person: Person,
  witness: Witness,
): Promise<Everything> {
  const { database } = parts
  // A look is on the record before there is anything to see.
  await database.transaction().execute((tx) => witness(tx, 'account-produced', person.accountReference))
  const produced: Record<string, Record<string, unknown>[]> = {}
  for (const name of personalTables) {
    const rows: Record<string, unknown>[] = []
    for await (const page of readRows(database, name, person, Object.keys(tables[name].columns)))
      rows.push(...page)
    produced[name] = rows
  }
  return {
    profile: await openWholeProfile(parts, database, person.accountId),
    tables: produced,
    cannotBeProduced: [
      'the words of prompts',
      'pictures that were given, and images that were made',
      'the private keys of sittings: each is locked under a cookie that is not stored',
    ],
  }
}
