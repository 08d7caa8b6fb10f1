import type { SignedAuditRun } from '#contract'
import { reachOwnServer } from '#server/ask-own-server.ts'
import type { Config } from '#server/config/index.ts'
import { describeResult } from '#server/domains/trust/index.ts'
import { CommandFault } from './command-fault.ts'
import { findRunning } from './find-server.ts'
import { withInstallation } from './with-installation.ts'

/**
 * Looks at everything that is promised on the installation of this data folder, beside its server where one runs. Returns
 * the signed run, which is stored too.
 *
 * @throws CommandFault when another run is under way
 */
export async function auditInstallation(config: Config): Promise<SignedAuditRun> {
  const running = await findRunning(config.dataDir)
  // Cookies, and what answers are compared with, are those of the address under which it runs.
  const publicUrl = running === undefined ? config.publicUrl : new URL(running.origin)
  const beside = running && reachOwnServer({ pid: running.pid, reachedAt: running.origin, publicUrl })
  let signed: SignedAuditRun | undefined
  await withInstallation(
    { ...config, publicUrl },
    async ({ trust }) => {
      signed = await trust.runAudit()
    },
    beside === undefined ? {} : { beside },
  )
  if (signed === undefined)
    throw new CommandFault('Another audit is under way. Wait for its end, then ask again.')
  return signed
}

const marks = { good: 'ok  ', bad: 'FAIL', 'not-checked': '?   ' } as const

/** For a person at a terminal: a line for each check, and what it comes to. */
export function describeRun({ run, signature }: SignedAuditRun): string {
  const lines = run.results.map(
    (result) => `${marks[result.outcome]}  ${result.check.padEnd(12)} ${describeResult(result)}`,
  )
  const count = (outcome: keyof typeof marks) => run.results.filter((one) => one.outcome === outcome).length
  return [
    ...lines,
    '',
    `${count('good')} good, ${count('bad')} bad, ${count('not-checked')} not checked here. Run ${run.number}, ${run.startedAt}.`,
    `Signed ${signature.value.slice(0, 16)}… with ${signature.publicKey}`,
    '',
  ].join('\n')
}
