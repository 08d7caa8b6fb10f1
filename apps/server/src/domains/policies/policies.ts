import type { EnabledPartner } from '#partner-spec'
import { currentState } from '#policies/policy-state.ts'
import { findKept, readVersions } from '#policies/policy-versions.ts'
import type { Config } from '#server/config/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import type { Html } from '#server/pages/index.ts'
import { Filler } from './documents/fill.ts'
import { renderInsert } from './documents/render-insert.ts'
import type { Disclosed, PolicyFacts } from './facts.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import { createPolicyHandlers } from './handlers.ts'
import type { Operator } from './operator.ts'
import { renderPolicyNews } from './policy-news.ts'

export interface PoliciesOptions {
  config: Pick<Config, 'publicUrl' | 'identity' | 'isLoopback' | 'mail'>
  operator: Operator
  partners: readonly EnabledPartner[]
  installationKey?: Pick<InstallationKey, 'publicKey'>
  clock: Clock
  /** Legal disclosures and takeovers, as they are counted at the moment. */
  countDisclosed?: () => Promise<Disclosed>
  /** The versions, from elsewhere than their folder; for tests. */
  versionsFolder?: string
}

export interface Policies {
  handlers: ReturnType<typeof createPolicyHandlers>
  /** The number of the version that this build keeps. */
  version: number
  /**
   * The notice is kept because a build that does more than people were told does not start before its day, where there
   * are people who were told less. Whoever has nobody yet owes nobody a notice.
   *
   * @throws StartupFault when the notice is not over
   */
  requireNotice(isAnybodyTold: (less: { thanVersion: number }) => Promise<boolean>): Promise<void>
  /** A sentence of the policies' data with its figures put in, in the language of the pages. */
  fill(template: string): string
  /** Who can read what, and what is not protected, as the privacy policy says it. */
  readers: Html
  /** The page that asks whoever last said yes to version `since`; undefined when there is nothing to ask. */
  renderNews(since: number): string | undefined
}

/**
 * The public documents and files of this installation, made of its own settings.
 *
 * @throws StartupFault when what this build promises was never published
 */
export function createPolicies(options: PoliciesOptions): Policies {
  const facts = gatherFacts(options)
  const filler = new Filler(facts, 'en')
  return {
    handlers: createPolicyHandlers(facts, options),
    version: facts.kept.number,
    fill: (template) => filler.text(template),
    readers: renderInsert('readers', facts, filler),
    requireNotice: (isAnybodyTold) => requireNotice(facts, options, isAnybodyTold),
    renderNews: (since) => renderPolicyNews(facts, since),
  }
}

/** Everything the documents speak of. @throws StartupFault when what this build promises was never published */
export function gatherFacts(options: Omit<PoliciesOptions, 'clock'>): PolicyFacts {
  const { config, operator, partners, installationKey } = options
  const files = readVersions(options.versionsFolder)
  const kept = findKept(files, currentState())
  if (kept === undefined)
    throw new StartupFault(
      'policies/not-published',
      'What this build promises differs from every published version of its policies. Run: node tools/write-policy-version.ts',
    )
  return {
    publicUrl: config.publicUrl,
    operator,
    hasMail: config.mail !== undefined,
    partners: partners.map(({ description }) => description),
    ...(installationKey === undefined
      ? {}
      : {
          receiptKey: installationKey.publicKey('receipt').toString('base64url'),
          auditKey: installationKey.publicKey('audit').toString('base64url'),
        }),
    ...(config.identity.kind === 'oidc' ? { issuer: config.identity.issuer } : {}),
    kept,
    versions: files.map(({ version }) => version),
  }
}

async function requireNotice(
  { kept }: PolicyFacts,
  { clock, config }: PoliciesOptions,
  isAnybodyTold: (less: { thanVersion: number }) => Promise<boolean>,
): Promise<void> {
  const today = clock.now().toISOString().slice(0, 10)
  if (config.isLoopback || kept.inForceOn <= today) return
  if (!(await isAnybodyTold({ thanVersion: kept.number }))) return
  throw new StartupFault(
    'policies/not-in-force',
    `Version ${kept.number} of the policies, which this build keeps, is in force from ${kept.inForceOn}. Run the build before it until then; it shows the announcement when it has the file of that version.`,
  )
}
