import type { Config, Environment } from '#server/config/index.ts'
import { gatherFacts, makeRecord, writeRecord } from '#server/domains/policies/index.ts'
import { enablePartners, readPartners } from '#server/enable-partners.ts'
import { readOperator } from '#server/read-operator.ts'

/** The record of processing of this installation, as text or as JSON. @throws ConfigFaults, StartupFault */
export function auditRopa(config: Config, environment: Environment, { json }: { json: boolean }): string {
  const record = makeRecord(
    gatherFacts({
      config,
      operator: readOperator(config),
      partners: enablePartners(readPartners(config, environment, new Date()).partners),
    }),
  )
  return json ? `${JSON.stringify(record, null, 2)}\n` : writeRecord(record)
}
