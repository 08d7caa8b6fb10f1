import type { LiveCheck } from '#policies/live-checks.ts'
import type { Check } from '../parts.ts'
import { checkAges } from './ages.ts'
import { checkBooks } from './books.ts'
import { checkBytes } from './bytes.ts'
import { checkClocks } from './clocks.ts'
import { checkDeletions } from './deletions.ts'
import { checkServerFences } from './fences.ts'
import { checkLog } from './log.ts'
import { checkPartners } from './partners.ts'
import { checkRecord } from './record.ts'
import { checkRetention } from './retention.ts'
import { checkSchema } from './schema.ts'
import { checkSends } from './sends.ts'
import { checkTombstones } from './tombstones.ts'
import { checkVaults } from './vaults.ts'
import { checkAccess } from './web/access.ts'
import { checkAttacks } from './web/attacks.ts'
import { checkDisclosures } from './web/disclosures.ts'
import { checkHeaders } from './web/headers.ts'
import { checkOperator } from './web/operator.ts'
import { checkPages } from './web/pages.ts'
import { checkPaymentAsks } from './web/payment-asks.ts'
import { checkPolicy } from './web/policy.ts'
import { checkRecipients } from './web/recipients.ts'
import { checkSignal } from './web/signal.ts'

/** What is looked at as it stands, each for itself. */
export const standingChecks = {
  schema: checkSchema,
  vaults: checkVaults,
  bytes: checkBytes,
  retention: checkRetention,
  ages: checkAges,
  partners: checkPartners,
  sends: checkSends,
  deletions: checkDeletions,
  books: checkBooks,
  tombstones: checkTombstones,
  record: checkRecord,
  clocks: checkClocks,
  headers: checkHeaders,
  pages: checkPages,
  access: checkAccess,
  attacks: checkAttacks,
  signal: checkSignal,
  recipients: checkRecipients,
  'payment-asks': checkPaymentAsks,
  disclosures: checkDisclosures,
  operator: checkOperator,
  policy: checkPolicy,
  log: checkLog,
  fences: checkServerFences,
} as const satisfies Partial<Record<LiveCheck, Check>>
