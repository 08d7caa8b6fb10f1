import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Config } from './config/index.ts'
import { type Analytics, createAnalytics } from './domains/analytics/index.ts'
import { createBookSweep, findBalance, grantCredits } from './domains/billing/index.ts'
import { type Correspondence, createCorrespondence } from './domains/correspondence/index.ts'
import { countTransparency, type Desk } from './domains/desk/index.ts'
import { createDisclosures, type Disclosures } from './domains/disclosures/index.ts'
import { createGeneration, type Generation } from './domains/generation/index.ts'
import {
  createIdentity,
  findAccountOfReference,
  findAccountReference,
  hasAccountBeforeVersion,
  type Identity,
} from './domains/identity/index.ts'
import { isMailAddress, type Mail } from './domains/mail/index.ts'
import { createCatalogue } from './domains/models/index.ts'
import type { News } from './domains/news/index.ts'
import { createPolicies, type Policies } from './domains/policies/index.ts'
import { createRights, type Rights, tellPartners } from './domains/rights/index.ts'
import type { Trust } from './domains/trust/index.ts'
import { createUploads, type Uploads } from './domains/uploads/index.ts'
import { createVaults, type Vaults } from './domains/vault/index.ts'
import { createHttpApp } from './http/index.ts'
import { createDiskObjectStore } from './platform/object-store/index.ts'
import type { Database } from './platform/postgres/index.ts'
import { Closers, type ComposeOptions, type Foundation, layFoundation } from './lay-foundation.ts'
import { openDesk } from './open-desk.ts'
import { openMail } from './open-mail.ts'
import { openTrust } from './open-trust.ts'
import { createSessionHandlers } from './session-handlers.ts'
import { startSweeping } from './sweeping.ts'

/** Credits a demo account starts with; accounts of a real provider start with what the operator grants. */
const demoCredits = 100

export interface RunningServer {
  url: URL
  /**
   * Takes no more requests, gives work in flight `drainMs` to end, or until `hurry`, then closes everything in reverse
   * order.
   */
  stop(options?: { drainMs: number; hurry?: AbortSignal }): Promise<void>
}

/** Builds every module, hands each what it needs, and listens. @throws StartupFault with a sentence for the operator. */
export async function composeServer(options: ComposeOptions): Promise<RunningServer> {
  const closers = new Closers()
  try {
    return await start(options, closers)
  } catch (error) {
    await closers.closeAll(options.logger)
    throw error
  }
}

async function start(options: ComposeOptions, closers: Closers): Promise<RunningServer> {
  const foundation = await layFoundation(options, closers)
  const domains = createDomains(foundation)
  await domains.policies.requireNotice(({ thanVersion }) =>
    hasAccountBeforeVersion(foundation.database, thanVersion),
  )
  await domains.rights.makeErasedStayErased()
  await domains.desk.watchChain()
  if (options.config.role !== 'web') {
    await domains.generation.worker.start()
    await domains.disclosures.deletionRunner.start()
    closers.add(() => domains.disclosures.deletionRunner.stop())
    await domains.mail.runner.start()
    closers.add(() => domains.mail.runner.stop())
  }
  domains.analytics.start()
  closers.add(() => domains.analytics.stop())
  const sweeping = beginSweeping(foundation, domains)
  closers.add(async () => {
    // What ended a moment ago is forgotten before the process is.
    await sweeping.sweepNow()
    await sweeping.stop()
  })
  const { logger } = options
  const url = options.config.publicUrl
  if (options.config.role !== 'worker') {
    const app = await createApp(foundation, domains, sweeping.lagSeconds)
    await app.listen(options.config.port, options.config.host)
    closers.add(() => app.close())
  }
  if (options.config.role !== 'web') {
    // Not before it listens: a run that nobody answers has proven nothing, and the next is a day later.
    const isQuiet = async () => (await domains.generation.queueDepth()) === 0
    const proving = domains.trust.keepProving({ limits: options.config.limits, isQuiet })
    closers.add(async () => proving.stop())
  }
  const removeAddress = await writeAddress(options.config)
  return {
    url,
    async stop({ drainMs, hurry } = { drainMs: 0 }) {
      logger.info('server-stopping')
      await removeAddress()
      await domains.generation.worker.stop({ drainMs, hurry })
      await closers.closeAll(logger)
    },
  }
}

/** An installation opened beside whatever runs it: for a command that does one thing, and serves nothing. */
export interface OpenInstallation
  extends Pick<Domains, 'rights' | 'disclosures' | 'trust' | 'desk' | 'mail' | 'news' | 'analytics'> {
  close(): Promise<void>
}

/** Opens the installation for a command. The server may run meanwhile. @throws StartupFault */
export async function openInstallation(options: ComposeOptions): Promise<OpenInstallation> {
  const closers = new Closers()
  const close = () => closers.closeAll(options.logger)
  try {
    const domains = createDomains(await layFoundation(options, closers, { isBeside: true }))
    await domains.rights.makeErasedStayErased()
    return { ...domains, close }
  } catch (error) {
    await close()
    throw error
  }
}

interface Domains {
  vaults: Vaults
  generation: Generation
  identity: Identity
  uploads: Uploads
  disclosures: Disclosures
  rights: Rights
  policies: Policies
  trust: Trust
  desk: Desk
  mail: Mail
  correspondence: Correspondence
  news: News
  analytics: Analytics
}

function createDomains(foundation: Foundation): Domains {
  const { config, closers, clock } = foundation
  const catalogue = createCatalogue({ partners: foundation.partners })
  const countDisclosed = () => countTransparency(foundation.database)
  const policies = createPolicies({ ...foundation, countDisclosed })
  const vaults = createVaults({
    ...foundation,
    objectStore: createDiskObjectStore({ folder: join(config.dataDir, 'objects') }),
    limits: config.limits,
    isContentUnsealedForTests: config.isContentUnsealedForTests,
  })
  const generation = createGeneration({
    ...foundation,
    vaults,
    catalogue,
    limits: config.limits,
    findAccountReference,
    onEnded: (ended) => analytics.countEnd(ended),
  })
  closers.add(async () => generation.close())
  const disclosures = createDisclosures({
    ...foundation,
    catalogue,
    limits: config.limits,
    findAtWork: generation.findAtWork,
  })
  closers.add(() => Promise.all(foundation.partners.map((partner) => partner.adapter.close())))
  const identity = createIdentity({
    ...foundation,
    hooks: {
      async onAccountCreated(tx, { accountReference }) {
        if (config.identity.kind !== 'demo') return
        const operation = `welcome:${accountReference}`
        await grantCredits(tx, { accountReference, operation, amount: demoCredits, at: clock.now() })
      },
      onSignedIn: (signedIn) => analytics.countSignIn(signedIn),
      onSessionsEnding: generation.onSessionsEnding,
      onSessionRotated: vaults.rewrap,
      minimumAge: catalogue.minimumAge,
      policies,
    },
  })
  const uploads = createUploads({
    ...foundation,
    vaults,
    openSitting: generation.openSitting,
    tellSittingChanged: generation.tellSittingChanged,
  })
  const rights = createRights({
    ...foundation,
    identity,
    policyVersion: policies.version,
    publicUrl: config.publicUrl,
    tombstones: config.tombstones,
    vaults,
    eraseContent: generation.eraseContent,
    cancelWork: generation.cancelWork,
    participants: [tellPartners(disclosures)],
  })
  const analytics = createAnalytics({ ...foundation, limits: config.limits, rights })
  const { mail, news } = openMail(foundation, { rights })
  const correspondence = createCorrespondence({
    ...foundation,
    publicUrl: config.publicUrl,
    enterRequest: rights.enterRequest,
    recordDeletion: (tx, subject) => desk.record(tx, { actor: 'number', act: 'letter-deleted', subject }),
    isMailAddress,
    ...(mail.isOn ? { outbox: mail.outbox } : {}),
  })
  const desk = openDesk(foundation, { identity, rights, disclosures, correspondence, mail })
  const trust = openTrust(foundation, { identity, rights, policies, desk })
  return {
    vaults,
    generation,
    identity,
    uploads,
    disclosures,
    rights,
    policies,
    trust,
    desk,
    mail,
    news,
    correspondence,
    analytics,
  }
}

function beginSweeping(foundation: Foundation, domains: Domains) {
  const {
    vaults,
    generation,
    identity,
    disclosures,
    rights,
    trust,
    desk,
    mail,
    news,
    correspondence,
    analytics,
  } = domains
  const { database } = foundation
  const sweepBooks = createBookSweep({
    ...foundation,
    hasAccount: async (reference) => (await findAccountOfReference(database, reference)) !== undefined,
  })
  return startSweeping({
    everyMs: foundation.config.limits.sweepEveryMs,
    logger: foundation.logger,
    sweeps: [
      { name: 'sessions', run: () => identity.sweep() },
      { name: 'generations', run: () => generation.sweep() },
      { name: 'rights', run: () => rights.sweep() },
      { name: 'vaults', run: () => vaults.sweep() },
      { name: 'disclosures', run: () => disclosures.sweep() },
      { name: 'daily-counts', run: () => analytics.sweep() },
      { name: 'news', run: () => news.sweep() },
      { name: 'mails', run: () => mail.sweep() },
      { name: 'books', run: sweepBooks },
      { name: 'trust', run: () => trust.sweep() },
      { name: 'desk', run: () => desk.sweep() },
      { name: 'letters', run: () => correspondence.sweep() },
    ],
  })
}

function createApp(
  foundation: Foundation,
  {
    vaults,
    generation,
    identity,
    uploads,
    disclosures,
    rights,
    policies,
    trust,
    desk,
    correspondence,
    news,
    analytics,
  }: Domains,
  sweepLag: () => number,
) {
  const { config, logger, metrics, database, studioFolder } = foundation
  metrics.watch({
    queueDepth: generation.queueDepth,
    openVaults: vaults.countOpen,
    sweepLagSeconds: sweepLag,
    lateCases: desk.countLate,
  })
  return createHttpApp({
    config,
    logger,
    metrics,
    studioFolder,
    requireSession: identity.requireSession,
    handlers: {
      ...identity.handlers,
      ...generation.handlers,
      ...uploads.handlers,
      ...disclosures.handlers,
      ...rights.handlers,
      ...news.handlers,
      ...analytics.watch({ ...generation.handlers, ...rights.handlers }),
      ...policies.handlers,
      ...trust.createHandlers({ sweepLag }),
      ...desk.handlers,
      ...correspondence.handlers,
      ...createSessionHandlers({ ...foundation, vaults, generation, identity, findBalance, rights }),
    },
    ...(identity.demoProvider === undefined ? {} : { demoProvider: identity.demoProvider }),
    isReady: () => isDatabaseReady(database),
  })
}

async function isDatabaseReady(database: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(database)
    return true
  } catch {
    // Why not is in the log already: the pool told it when the connection broke.
    return false
  }
}

/** Tells programs on this machine where the running server answers, and which process it is; the file goes with it. */
async function writeAddress(config: Config): Promise<() => Promise<void>> {
  const path = join(config.dataDir, 'address')
  if (config.role === 'worker') return async () => undefined
  await writeFile(path, `${config.publicUrl.origin}\n${process.pid}\n`, { mode: 0o600 })
  return () => rm(path, { force: true })
}
