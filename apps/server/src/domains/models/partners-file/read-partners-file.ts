import { ConfigFaults, type ConfigFault, type Environment, readYaml } from '#server/config/index.ts'
import { Secret } from '#server/kernel/secret.ts'
import { describeIssue, partnersFile } from './describe-issue.ts'
import { findPartnerFaults } from './find-partner-faults.ts'
import { partnersFileSchema, type StatedPartner } from './partners-file-schema.ts'

/** A partner as its operator states it, and may be used. */
export interface PartnerSettings extends Omit<StatedPartner, 'baseUrl' | 'apiKey' | 'deletionCall'> {
  baseUrl: URL
  /** Absent for a server that wants none. */
  key?: Secret
  /** Where the partner is asked to delete, and with which key; absent: it is not asked. */
  deletionCall?: { baseUrl: URL; key: Secret }
}

export interface ReadPartners {
  partners: readonly PartnerSettings[]
  /** Partners whose terms are to be looked at again, and the days since that was done. */
  ageing: readonly { id: string; days: number }[]
}

/**
 * Reads the partners that an operator states in YAML, with their keys from the environment.
 *
 * @throws ConfigFaults with every fault, its place, its cause and its mend; then no partner is used
 */
export function readPartnersFile(
  text: string,
  { environment, now }: { environment: Environment; now: Date },
): ReadPartners {
  const written = readYaml(partnersFile, text)
  const parsed = partnersFileSchema.safeParse(written, { reportInput: true })
  if (!parsed.success) throw new ConfigFaults(parsed.error.issues.flatMap(describeIssue))
  const { partners } = parsed.data
  const found = findPartnerFaults(partners, now)
  const faults = [...found.faults, ...findMissingKeys(partners, environment)]
  if (faults.length > 0) throw new ConfigFaults(faults)
  return { partners: partners.map((partner) => toSettings(partner, environment)), ageing: found.ageing }
}

function findMissingKeys(partners: readonly StatedPartner[], environment: Environment): ConfigFault[] {
  return partners.flatMap(({ apiKey, deletionCall, name }, index) =>
    [apiKey, deletionCall?.apiKey].flatMap((variable) => {
      if (variable === undefined || isKey(environment[variable])) return []
      return [
        {
          variable,
          cause: `It is missing, or no key; partners[${index}] of PARTNERS_FILE needs it.`,
          mend: `Write the key that ${name} gave you, without spaces.`,
        },
      ]
    }),
  )
}

/** What can stand in a header. */
const isKey = (text: string | undefined) => text !== undefined && /^[\x21-\x7e]{8,512}$/.test(text)

function toSettings(
  { baseUrl, apiKey, deletionCall, ...partner }: StatedPartner,
  environment: Environment,
): PartnerSettings {
  const key = apiKey === undefined ? undefined : environment[apiKey]
  const deletionKey = deletionCall === undefined ? undefined : environment[deletionCall.apiKey]
  return {
    ...partner,
    baseUrl: toBase(baseUrl),
    ...(key === undefined ? {} : { key: new Secret(key) }),
    ...(deletionCall === undefined || deletionKey === undefined
      ? {}
      : { deletionCall: { baseUrl: toBase(deletionCall.baseUrl), key: new Secret(deletionKey) } }),
  }
}

const toBase = (written: string) => new URL(written.endsWith('/') ? written : `${written}/`)
