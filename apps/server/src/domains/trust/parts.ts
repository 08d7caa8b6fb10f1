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

export interface AskOptions {
  method?: string
  cookie?: string
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it is, under no type but one of the headers. */
  text?: string
  key?: string
  /** Besides those that a browser on our own pages sends, or in their place; what is undefined is not sent. */
  headers?: Readonly<Record<string, string | undefined>>
}

/** One request to the running server of this installation. The path goes as it is written. */
export type AskServer = (path: string, options?: AskOptions) => Promise<Answer>

export interface ReachedServer {
  pid: number
  /** Nothing stands between: what answers is the program. */
  isDirect: boolean
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
  /** The same as they were entered, one by one; undefined when the record of what operators do is not whole. */
  readDisclosed(): Promise<RecordedDisclosures | undefined>
}

/** Legal disclosures and takeovers, and the entries that the record of what operators do has of them. */
export interface RecordedDisclosures {
  /** When each was entered, by its id. */
  entered: ReadonlyMap<string, Date>
  /** From when on each has an entry; undefined: from the first on. */
  recordedSince: Date | undefined
  kept: readonly {
    id: string
    kind: 'authority-request' | 'business-transfer'
    /** YYYY-MM-DD */
    happenedOn: string
    outcome: 'given' | 'partly' | 'refused'
    accounts: number
  }[]
  /** How many of them do not say what was entered. */
  changed: number
}

/** What a check is handed, for one run. */
export interface Look {
  parts: TrustParts
  startedAt: Date
  server: ReachedServer | undefined
}

/** A look at one thing, which is over when the signal is. */
export type Check<Place = Look> = (place: Place, signal: AbortSignal) => Promise<Result>
