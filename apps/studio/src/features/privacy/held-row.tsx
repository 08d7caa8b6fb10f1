import { ChevronRight } from 'lucide-react'
import type { HeldView } from '#contract'
import { formatFigure } from '../../messages/figures.ts'
import { formatDate, formatLasting, formatMoment } from '../../messages/moments.ts'
import { tp } from '../../messages/privacy/messages.ts'

type HeldClass = HeldView['classes'][number]

/** One class: how much of it there is and until when; opened, what for and who may receive it. */
export function HeldRow({ held, now }: { held: HeldClass; now: number }) {
  const { words, count, why, oldestAt, parts, purpose, recipients, isPseudonymous } = held
  const facts = [
    ...(oldestAt === undefined ? [] : [tp('held.oldest', { when: formatDate(oldestAt, now) })]),
    ...(count === 0 ? [] : [endOf(held, now)]),
  ]
  return (
    <li className="border-b border-line">
      <details className="group">
        <summary className="flex min-h-11 cursor-pointer list-none items-start gap-3 py-2.5 hover:bg-raised">
          <ChevronRight
            size={16}
            strokeWidth={1.5}
            aria-hidden="true"
            className="mt-0.5 shrink-0 text-ink-second transition-[rotate] group-open:rotate-90"
          />
          <span className={`min-w-0 flex-1 ${count === 0 ? 'text-ink-second' : ''}`}>
            {words}
            {facts.length > 0 && (
              <span className="figures block text-13 text-ink-second">{facts.join(' · ')}</span>
            )}
          </span>
          <span className={`figures shrink-0 text-end ${count === 0 ? 'text-ink-second' : 'font-600'}`}>
            {count === undefined ? (
              <span className="text-13 font-400 text-ink-second">{tp('held.uncounted')}</span>
            ) : (
              formatFigure(count)
            )}
          </span>
        </summary>
        <dl className="grid gap-3 pb-4 ps-7 text-13">
          {why !== undefined && <dd>{why}</dd>}
          <Fact name={tp('held.purpose')}>
            {purpose.sentence}{' '}
            <span className="text-ink-second">
              {tp('held.because', { because: purpose.because, gdpr: purpose.gdpr, pipl: purpose.pipl })}
            </span>
          </Fact>
          <Fact name={tp('held.parts')}>
            {parts.join('; ')}. {isPseudonymous && count !== undefined && tp('held.pseudonym')}
          </Fact>
          <Fact name={tp('held.recipients')}>{recipients.join(' ')}</Fact>
        </dl>
      </details>
    </li>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-ink-second">{name}</dt>
      <dd className="max-w-[68ch]">{children}</dd>
    </div>
  )
}

const soonMs = 2 * 86_400_000

function endOf({ goneAt, retention, seconds }: HeldClass, now: number): string {
  if (goneAt !== undefined) {
    const isSoon = Date.parse(goneAt) - now < soonMs
    return tp('held.ends-at', { when: isSoon ? formatMoment(goneAt, now) : formatDate(goneAt, now) })
  }
  if (seconds !== undefined) return tp('held.ends-after', { length: formatLasting(seconds) })
  if (retention === 'account') return tp('held.ends-account')
  return tp(retention === 'operator-log' ? 'held.ends-enabled' : 'held.ends-when')
}
