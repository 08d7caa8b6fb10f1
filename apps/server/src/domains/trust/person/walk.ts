import type { GenerationView } from '#contract'
import type { AskServer, Look, ReachedServer } from '../parts.ts'
import type { OwnIds } from './own-rows.store.ts'

/** What is known of the installation's own account while it is looked at. */
export interface Walk extends Look {
  server: ReachedServer
  /** Stands in everything that the account says. Nobody else has it, and it lies nowhere else. */
  marker: string
  ids: OwnIds
  /** Asks as the account. */
  ask: AskServer
  /** The picture that was made. */
  drawn: GenerationView
  /** What was found while the session was there; undefined until it was looked for. */
  hitsDuring?: number
  /** What the cookie was told at its end. */
  endedCookie?: string
}
