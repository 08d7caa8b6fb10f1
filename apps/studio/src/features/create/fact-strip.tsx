import type { Model } from '#contract'
import { t } from '../../messages/messages.ts'
import { formatRetention, formatUsual } from '../../messages/moments.ts'

/** What a person should know of a model, in the same order everywhere: speed, quality, credits, kept how long and where. */
export function factsOf(model: Model): string[] {
  const time = formatRetention(model.handling.retentionSeconds)
  return [
    t('facts.usual', { time: formatUsual(model.usualSeconds) }),
    ...(model.label === undefined ? [] : [model.label]),
    t('facts.credits', { credits: model.creditsPerImage }),
    model.handling.leavesInstallation
      ? t('facts.kept', {
          time,
          partner: model.handling.partner,
          region: model.handling.region,
        })
      : t('facts.kept-here', { time }),
  ]
}

export function FactStrip({ model }: { model: Model }) {
  return (
    <ul aria-label={t('facts.label')} className="figures flex flex-wrap text-12 text-ink-second">
      {factsOf(model).map((fact) => (
        <li key={fact} className="not-last:after:mx-1.5 not-last:after:content-['·']">
          {fact}
        </li>
      ))}
    </ul>
  )
}
