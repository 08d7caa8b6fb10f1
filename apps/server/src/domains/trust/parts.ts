import type { Build } from '#contract'
import type { EnabledPartner } from '#partner-spec'
import type { Identity, OwnPerson } from '#server/domains/identity/index.ts'
import type { Operator, Policies } from '#server/domains/policies/index.ts'
import type { Rights } from '#server/domains/rights/index.ts'
import type { Clock } from '#server/kernel/clock.ts'
import type { AccountReference } from '#server/kernel/ids.ts'
import type { InstallationKey } from '#server/platform/installation-key/index.ts'
import type { Logger } from '#server/platform/logger/index.ts'
import type { Database } from '#server/platform/postgres/index.ts'
import type { Result } from './result.ts'

/** What the running server answered. */
export interface Answer {
  status: number
  headers: Headers
  bytes: Buffer
}

/** One request to the running server of this installation. With a body it is JSON. */
export type AskServer = (
  path: string,
  init?: { method?: 'GET' | 'POST' | 'DELETE'; cookie?: string; body?: unknown; key?: string },
) => Promise<Answer>

export interface ReachedServer {
  pid: number
  ask: AskServer
}

/** What the use cases of this domain are handed. */
export interface TrustParts {
  database: Database
  clock: Clock
  logger: Logger
  installationKey: InstallationKey
  publicUrl: URL
  dataDir: string
  temporaryFolder: string
  /** The files of the database lie below the data folder. */
  isDatabaseHere: boolean
  partners: readonly EnabledPartner[]
  operator: Operator
  policyVersion: number
  /** Words of the policies that are said here too. */
  policies: Pick<Policies, 'fill' | 'readers'>
  build: Build
  /** The server that runs on this installation; undefined when none does. */
  findServer(): Promise<ReachedServer | undefined>
  /** Signs the installation's own account in, with some credits when it is fresh. */
  openOwnPerson(who: Pick<Parameters<Identity['openOwnPerson']>[0], 'name' | 'email'>): Promise<OwnPerson>
  /** Forgets what outlasts an account: book and requests of the own one, once it is erased. */
  forgetOwn(accountReference: AccountReference): Promise<void>
  rights: Pick<Rights, 'lookAtTombstones'>
  /** How many people wait for an answer for longer than half of its time, and for longer than all of it. */
  countLate(): Promise<{ pastHalf: number; overdue: number }>
  /** Follows the record of what operators do from its beginning to its end. */
  followRecord(): Promise<{ isWhole: true; count: number } | { isWhole: false }>
  /** Legal disclosures and takeovers, as they are counted at the moment. */
  countDisclosed(): Promise<{ authorityRequests: number; businessTransfers: number }>
}

/** What a check is handed, for one run. */
export interface Look {
  parts: TrustParts
  startedAt: Date
  server: ReachedServer | undefined
}

/** A look at one thing, which is over when the signal is. */
export type Check<Place = Look> = (place: Place, signal: AbortSignal) => Promise<Result>
