import { type AuditRun, auditRun, type SignedAuditRun } from '#contract'
import { canonicalJson } from '#server/kernel/canonical-json.ts'
import { type InstallationKey, isSignedBy } from '#server/platform/installation-key/index.ts'
import type { StoredRun } from './runs.store.ts'

const bytesOf = (run: AuditRun) => Buffer.from(canonicalJson(withoutAbsent(run)), 'utf8')

/** What is absent is not written, as in the JSON that goes out. */
function withoutAbsent({ build, ...run }: AuditRun) {
  const { commit, ...rest } = build
  return { ...run, build: commit === undefined ? rest : { ...rest, commit } }
}

export const signRun = (key: InstallationKey, run: AuditRun): Buffer => key.sign('audit', bytesOf(run))

/** The run with who stands for it; undefined when it is not as this installation signed it. */
export function openRun(key: InstallationKey, stored: StoredRun): SignedAuditRun | undefined {
  const { data: run } = auditRun.safeParse(stored.run)
  const publicKey = key.publicKey('audit')
  if (run?.number !== stored.id || !isSignedBy(publicKey, bytesOf(run), stored.signature)) return undefined
  const value = stored.signature.toString('base64url')
  return { run, signature: { algorithm: 'Ed25519', publicKey: publicKey.toString('base64url'), value } }
}
