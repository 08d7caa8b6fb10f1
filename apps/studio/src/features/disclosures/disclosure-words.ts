import type { DeletionView, DisclosureView, PartnerTerms } from '#contract'
import { td } from '../../messages/disclosures/messages.ts'
import { formatMoment } from '../../messages/moments.ts'
import { formatLeft } from './format-length.ts'

type Kinds = DisclosureView['kinds']

export function kindsText(kinds: Kinds): string {
  const words = kinds.map((kind) => td(`kind.${kind}`))
  return new Intl.ListFormat(document.documentElement.lang || 'en', { type: 'conjunction' }).format(words)
}

const keepsNothing = (terms: PartnerTerms): boolean =>
  Math.max(terms.inputRetentionSeconds, terms.outputRetentionSeconds, terms.logRetentionSeconds) === 0

/** Until when it is held, with what is left of that. */
export function heldText({ state, terms, heldUntil }: DisclosureView, now: number): string {
  if (state === 'failed') return td('held.failed')
  if (keepsNothing(terms)) return td('held.nothing')
  const time = formatMoment(heldUntil, now)
  const left = Date.parse(heldUntil) - now
  return left <= 0 ? td('held.gone', { time }) : td('held.left', { time, left: formatLeft(left) })
}

/** Whether asking for an early deletion can still change anything. */
export const canBeDeleted = ({ state, terms, heldUntil, deletion }: DisclosureView, now: number): boolean =>
  deletion === undefined && state !== 'failed' && !keepsNothing(terms) && Date.parse(heldUntil) > now

/** How an early deletion stands: what was asked is never said to be done. */
export function deletionText(deletion: DeletionView, heldUntil: string, now: number): string {
  const at = (moment: string | undefined): string => formatMoment(moment ?? deletion.askedAt, now)
  switch (deletion.state) {
    case 'waiting':
      return waitingText(deletion, now)
    case 'to-write':
      return td('deletion.to-write')
    case 'written':
      return td('deletion.written', { time: at(deletion.writtenAt) })
    case 'settled':
      return settledText(deletion, heldUntil, now)
  }
}

function waitingText({ attempts, askedAt, nextAt, partnerStatus }: DeletionView, now: number): string {
  if (attempts === 0) return td('deletion.asked', { time: formatMoment(askedAt, now) })
  const answer =
    partnerStatus === undefined
      ? td('deletion.retry-no-answer')
      : td('deletion.retry-status', { status: partnerStatus })
  return td('deletion.retry', { attempts, answer, time: formatMoment(nextAt ?? askedAt, now) })
}

function settledText(deletion: DeletionView, heldUntil: string, now: number): string {
  const time = formatMoment(deletion.settledAt ?? deletion.askedAt, now)
  const { partnerStatus: status } = deletion
  switch (deletion.outcome) {
    case 'deleted':
      if (status === undefined || deletion.writtenAt !== undefined)
        return td('deletion.deleted-in-writing', { time })
      return td(status === 404 || status === 410 ? 'deletion.not-found' : 'deletion.deleted', {
        time,
        status,
      })
    case 'never-stored':
      return td('deletion.never-stored')
    case 'expired':
      return td('deletion.expired', { time })
    default:
      return td('deletion.not-possible', { time: formatMoment(heldUntil, now) })
  }
}
