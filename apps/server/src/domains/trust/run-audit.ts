import type { AuditRun, SignedAuditRun } from '#contract'
import { liveChecks, type LiveCheck } from '#policies/live-checks.ts'
import { makeId } from '#server/kernel/ids.ts'
import { standingChecks } from './checks/standing-checks.ts'
import type { Check, Look, TrustParts } from './parts.ts'
import { personChecks, walkAsPerson } from './person/walk-as-person.ts'
import { notChecked, type Result } from './result.ts'
import { insertRun, whileAlone } from './runs.store.ts'
import { openRun, signRun } from './signed-run.ts'
import { within } from './within.ts'

/** Of one check; all of them together take a few seconds on a small installation. */
const limitMs = 20_000
/** Past this no further check is begun. */
const wholeLimitMs = 45_000

/** The compiler asks for the code of each check that the policies name. */
const everyCheck = { ...standingChecks, ...personChecks } satisfies Record<LiveCheck, unknown>
const standing = Object.entries(standingChecks) as [LiveCheck, Check][] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the entries of a constant

/**
 * Looks at everything on the running installation, signs what it came to, and stores it. Undefined when another run is
 * under way.
 */
export const runAudit = (parts: TrustParts): Promise<SignedAuditRun | undefined> =>
  whileAlone(parts.database, () => lookAndSign(parts))

async function lookAndSign(parts: TrustParts): Promise<SignedAuditRun> {
  const { database, clock, installationKey, publicUrl, build, policyVersion } = parts
  const startedAt = clock.now()
  const results = await lookAtEverything({ parts, startedAt, server: await parts.findServer() })
  const id = makeId('aud')
  const run: AuditRun = {
    version: 1,
    kind: 'audit-run',
    number: id,
    issuer: publicUrl.origin,
    startedAt: startedAt.toISOString(),
    endedAt: clock.now().toISOString(),
    build,
    policyVersion,
    results: Object.keys(liveChecks).flatMap((check) => {
      const result = results.get(check)
      return result === undefined ? [] : [{ check, ...result, scanned: { ...result.scanned } }]
    }),
  }
  const stored = { id, startedAt, run, signature: signRun(installationKey, run) }
  await insertRun(database, stored)
  const opened = openRun(installationKey, stored)
  if (opened === undefined) throw new Error('a run does not open as it was signed')
  return opened
}

/** The own account first: what it finds out takes longest, and what stands can be looked at while nothing is left of it. */
async function lookAtEverything(look: Look): Promise<ReadonlyMap<string, Result>> {
  const { logger } = look.parts
  const onDefect = (check: LiveCheck, error: unknown) =>
    logger.warn('audit-check-failed', { reason: check }, error)
  const unreached: readonly [string, Result][] = Object.keys(everyCheck).map((name) => [
    name,
    notChecked('not-reached'),
  ])
  const results = new Map<string, Result>(unreached)
  const beganAt = performance.now()
  for await (const [check, result] of walkAsPerson(look, { limitMs, onDefect })) results.set(check, result)
  for (const [name, check] of standing) {
    const isLate = performance.now() - beganAt > wholeLimitMs
    const bounds = { limitMs, onDefect: (error: unknown) => onDefect(name, error) }
    results.set(name, isLate ? notChecked('took-too-long') : await within(check, look, bounds))
  }
  return results
}
