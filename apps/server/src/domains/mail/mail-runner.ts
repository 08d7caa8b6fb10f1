import { retentionSeconds } from '#policies/retention.ts'
import { nextTry, type SendOutcome } from './judge-failure.ts'
import { claimMail, type ClaimedMail, deleteMail, postponeMail } from './mails.store.ts'
import type { MailParts } from './parts.ts'
import { openMail } from './seal-mail.ts'
import { openSmtpLine, type SmtpLine } from './smtp-line.ts'

/** Sends what lies in the outbox, one mail after the other, again and again until each has left or is past its time. */
export interface MailRunner {
  /** Does nothing where mail is off. */
  start(): Promise<void>
  /** Sends nothing more; what is being handed over may end, for a moment. */
  stop(): Promise<void>
}

const stopGraceMs = 5_000

export const createMailRunner = (parts: MailParts): MailRunner => {
  const { line } = parts
  if (line === undefined) return { start: async () => undefined, stop: async () => undefined }
  return new SendingRunner(parts, openSmtpLine(line))
}

/** NOTE: one at a time, so that a process that dies leaves at most one mail of which nobody knows whether it was taken. */
class SendingRunner implements MailRunner {
  readonly #parts: MailParts
  readonly #line: SmtpLine
  readonly #breakingOff = new AbortController()
  #isStopping = false
  #isWanted = false
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined

  constructor(parts: MailParts, line: SmtpLine) {
    this.#parts = parts
    this.#line = line
  }

  async start(): Promise<void> {
    const { listener, limits } = this.#parts
    await listener.listen(
      'mails',
      () => this.#look(),
      () => this.#look(),
    )
    // A notice can be missed, and what was put off has none.
    this.#timer = setInterval(() => this.#look(), limits.mailLookEveryMs)
    this.#look()
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    clearInterval(this.#timer)
    const patience = setTimeout(() => this.#breakingOff.abort(), stopGraceMs)
    await this.#looking
    clearTimeout(patience)
    this.#line.close()
  }

  #look(): void {
    this.#isWanted = true
    this.#looking ??= this.#sendDue().finally(() => {
      this.#looking = undefined
      // Wanted after the last look, and before this was known to be over.
      if (this.#isWanted && !this.#isStopping) this.#look()
    })
  }

  async #sendDue(): Promise<void> {
    while (this.#isWanted && !this.#isStopping) {
      this.#isWanted = false
      try {
        while (await this.#sendNext()) if (this.#isStopping) return
      } catch (error) {
        // A lease lapses by itself, and it is tried again.
        this.#parts.logger.error('mail-failed', {}, error)
      }
    }
  }

  /** False when there is nothing more to do now. */
  async #sendNext(): Promise<boolean> {
    const { database, clock, limits } = this.#parts
    const now = clock.now()
    const putAfter = new Date(now.getTime() - retentionSeconds['unsent-mail'] * 1000)
    const claimed = await claimMail(database, { now, leaseMs: limits.mailLeaseMs, putAfter })
    if (claimed === undefined) return false
    if (!(await this.#parts.isStillWanted(claimed))) return this.#forget(claimed, 'withdrawn')
    const mail = this.#open(claimed)
    if (mail === undefined) return this.#forget(claimed, 'unreadable')
    const signal = AbortSignal.any([this.#breakingOff.signal, AbortSignal.timeout(limits.mailSendMs)])
    return this.#settle(claimed, await this.#line.send(mail, signal))
  }

  /** Undefined for a row that was not written by this installation, or was changed. */
  #open(claimed: ClaimedMail) {
    try {
      return openMail(this.#parts.installationKey, claimed, claimed.sealedMail)
    } catch (error) {
      this.#parts.logger.error('mail-rejected', {}, error)
      return undefined
    }
  }

  async #settle(claimed: ClaimedMail, outcome: SendOutcome): Promise<boolean> {
    const { database, clock, limits, logger, metrics } = this.#parts
    if (outcome.kind === 'sent') {
      await this.#forget(claimed, 'sent')
      logger.info('mail-sent', { reason: claimed.kind, attempt: claimed.attempts })
      return true
    }
    const { kind, ...facts } = outcome
    if (kind === 'refused') {
      await this.#forget(claimed, 'refused')
      logger.warn('mail-refused', { ...facts, attempt: claimed.attempts })
      return true
    }
    const isBrokenOff = this.#breakingOff.signal.aborted
    const now = clock.now()
    await postponeMail(
      database,
      claimed,
      isBrokenOff ? now : nextTry(claimed.attempts, { now, limits, random: Math.random }),
    )
    metrics.recordMail({ outcome: 'postponed' })
    logger.warn('mail-postponed', { ...facts, attempt: claimed.attempts })
    // Where nobody answers, the next would fare no better.
    return kind !== 'line-down'
  }

  async #forget(
    claimed: ClaimedMail,
    outcome: 'sent' | 'refused' | 'withdrawn' | 'unreadable',
  ): Promise<boolean> {
    await deleteMail(this.#parts.database, claimed)
    this.#parts.metrics.recordMail({ outcome })
    return true
  }
}
