import type { ReactNode } from 'react'
import type { GenerationView, Model } from '#contract'
import { useStudio } from '../../../live/studio.ts'
import { faultText } from '../../../messages/error-text.ts'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { showToast } from '../../../ui/toasts.tsx'
import { putBack } from '../put-back.ts'
import { wishOf } from '../wish.ts'
import { countReady } from './announcements.ts'

export interface OutcomeCardProps {
  generation: GenerationView
  prompt: string | undefined
  model: Model | undefined
}

/** How a generation ended when it did not simply deliver: who or what, what it cost, what to do. Calm in every case. */
export function OutcomeCard(props: OutcomeCardProps) {
  const { generation } = props
  switch (generation.phase) {
    case 'refused':
      return <RefusalCard {...props} />
    case 'failed':
      return <FailureCard {...props} />
    case 'interrupted':
      return <InterruptedCard {...props} />
    case 'cancelled':
      return (
        <Slip>
          <p className="text-ink-second">
            {t(
              generation.reason === 'by-person' || generation.reason === undefined
                ? 'cancelled.by-person'
                : 'cancelled.other',
            )}{' '}
            <Charge generation={generation} />
          </p>
        </Slip>
      )
    default:
      return null
  }
}

function Slip({ children }: { children: ReactNode }) {
  return (
    <div className="grid max-w-2xl animate-rise gap-3 rounded-panel border border-line bg-raised p-4 text-14 compact:p-5">
      {children}
    </div>
  )
}

function Charge({ generation }: { generation: GenerationView }) {
  return (
    <span className="figures font-500 text-ink">
      {generation.chargedCredits === 0
        ? t('charge.nothing')
        : t('charge.some', { credits: generation.chargedCredits })}
    </span>
  )
}

function BackToPrompt({ generation, prompt }: OutcomeCardProps) {
  const studio = useStudio()
  return (
    <Button onClick={() => putBack(studio, wishOf(generation, prompt), false)}>
      {t('action.back-to-prompt')}
    </Button>
  )
}

function RefusalCard(props: OutcomeCardProps) {
  const { generation, model } = props
  const { refusal } = generation
  const category = refusal?.category ?? 'other'
  const by =
    model !== undefined && refusal?.by === model.handling.partner
      ? model.name
      : (refusal?.by ?? model?.name ?? generation.model)
  return (
    <Slip>
      <h3 className="text-16">
        {t(refusal?.stage === 'output' ? 'refusal.output' : 'refusal.input', {
          by,
        })}
      </h3>
      <dl className="grid gap-x-6 compact:grid-cols-[auto_1fr] compact:gap-y-2">
        <dt className="text-13 text-ink-second compact:text-14">{t('refusal.rule')}</dt>
        <dd className="mb-2 compact:mb-0">{t(`refusal.${category}`)}</dd>
        <dt className="text-13 text-ink-second compact:text-14">{t('refusal.change')}</dt>
        <dd>{t(`refusal-advice.${category}`)}</dd>
      </dl>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Charge generation={generation} />
        <BackToPrompt {...props} />
      </div>
    </Slip>
  )
}

function FailureCard(props: OutcomeCardProps) {
  const { generation, model } = props
  const partner = model?.handling.partner ?? generation.model
  return (
    <Slip>
      <h3 className="text-16">{t('failure.title')}</h3>
      <p>{t(`failure.${generation.reason ?? 'partner-unavailable'}`, { partner })}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Charge generation={generation} />
        <BackToPrompt {...props} />
      </div>
    </Slip>
  )
}

function InterruptedCard(props: OutcomeCardProps) {
  const { generation, model } = props
  const { live } = useStudio()
  // What is drawn already is paid already: only the rest has a price.
  const missing = generation.count - countReady(generation)
  const each = model?.creditsPerImage ?? generation.quotedCredits / generation.count
  const resume = (): void => {
    live
      .resumeGeneration(generation.id)
      .catch((error: unknown) => showToast({ id: `resume-${generation.id}`, text: faultText(error) }))
  }
  return (
    <Slip>
      <h3 className="text-16">{t('interrupted.title')}</h3>
      <p>{t(generation.canResume ? 'interrupted.can-resume' : 'interrupted.cannot-resume')}</p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Charge generation={generation} />
        {generation.canResume ? (
          <Button look="primary" className="figures" onClick={resume}>
            {t('interrupted.resume', { credits: missing * each })}
          </Button>
        ) : (
          <BackToPrompt {...props} />
        )}
      </div>
    </Slip>
  )
}
