import type { Receipt, SignedReceipt } from '#contract'
import { retentionSeconds } from '#policies/retention.ts'
import type { BegunErasure, RemovedAccount } from '../erasure/erasure-steps.ts'
import type { RightsParts } from '../parts.ts'
import { isLasting } from '../personal-tables.ts'
import { canonicalJson } from '#server/kernel/canonical-json.ts'
import { nameRemains } from './name-remains.ts'

/** Writes down what became of an account, and signs it. Nothing in it names the person. */
export function issueReceipt(
  parts: Pick<RightsParts, 'installationKey' | 'publicUrl'>,
  { begun, removed }: { begun: BegunErasure; removed: RemovedAccount },
): SignedReceipt {
  const bytesGoneBy = new Date(begun.unreadableAt.getTime() + retentionSeconds['vault-bytes'] * 1000)
  const receipt: Receipt = {
    version: 1,
    kind: 'account-erased',
    number: begun.requestId ?? '',
    issuer: parts.publicUrl.origin,
    requestedAt: begun.requestedAt.toISOString(),
    unreadableAt: begun.unreadableAt.toISOString(),
    erasedAt: removed.erasedAt.toISOString(),
    bytesGoneBy: bytesGoneBy.toISOString(),
    erased: [...begun.counts].filter(([table]) => !isLasting(table)).map(([what, rows]) => ({ what, rows })),
    elsewhere: removed.elsewhere.map((held) => ({ ...held, until: held.until.toISOString() })),
    remains: nameRemains(removed),
  }
  return { receipt, signature: signReceipt(parts, receipt) }
}

function signReceipt(
  { installationKey }: Pick<RightsParts, 'installationKey'>,
  receipt: Receipt,
): SignedReceipt['signature'] {
  const bytes = Buffer.from(canonicalJson(receipt), 'utf8')
  return {
    algorithm: 'Ed25519',
    publicKey: installationKey.publicKey('receipt').toString('base64url'),
    value: installationKey.sign('receipt', bytes).toString('base64url'),
  }
}
