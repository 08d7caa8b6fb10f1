import { ShieldCheck } from 'lucide-react'
import type { ChoicesView } from '#contract'
import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { formatDate } from '../../messages/moments.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from './switch.tsx'
import { useChoices, useDecide, useRestrict } from './use-rights.ts'

/** What may be done besides what the person asks for, and the stop of everything. */
export function ChoicesSection({ onLifted }: { onLifted: (() => void) | undefined }) {
  const { client, live } = useStudio()
  const choices = useChoices()
  const decide = useDecide()
  const restrict = useRestrict()
  const fault = decide.error ?? restrict.error
  function stop(isRestricted: boolean): void {
    // From the next request on nothing else is served: the studio says so in place of its pages.
    restrict.mutate({ isRestricted }, { onSuccess: () => (isRestricted ? void live.start() : onLifted?.()) })
  }
  return (
    <section aria-labelledby="choices-heading" className="grid gap-4">
      <h2 id="choices-heading" className="text-16">
        {tp('choices.title')}
      </h2>
      <p className="max-w-[68ch] text-ink-second">{tp('choices.text')}</p>
      {choices.isError && (
        <div className="flex flex-wrap items-center gap-3">
          <p>{faultText(choices.error)}</p>
          <Button onClick={() => void choices.refetch()}>{t('action.try-again')}</Button>
        </div>
      )}
      {choices.data !== undefined && (
        <>
          {choices.data.isSignalHonoured && (
            <p className="flex items-start gap-2">
              <ShieldCheck
                size={18}
                strokeWidth={1.5}
                aria-hidden="true"
                className="mt-0.5 shrink-0 text-good"
              />
              <span>
                <span className="font-500">{tp('choices.honoured')}</span>{' '}
                <span className="text-ink-second">{tp('choices.honoured-how')}</span>
              </span>
            </p>
          )}
          <div className="border-t border-line">
            {!choices.data.isRestricted &&
              choices.data.choices.map((choice) => (
                <Switch
                  key={choice.purpose}
                  label={tp(`choices.${choice.purpose}`)}
                  text={`${tp(`choices.${choice.purpose}-text`)} ${decidedWhen(choice, client.now())}`}
                  isOn={choice.isAllowed}
                  isBusy={decide.isPending}
                  onChange={(isAllowed) => decide.mutate({ purpose: choice.purpose, isAllowed })}
                />
              ))}
            <Switch
              label={tp('choices.restrict')}
              text={tp('choices.restrict-text')}
              isOn={choices.data.isRestricted}
              isBusy={restrict.isPending}
              onChange={stop}
            />
          </div>
          {fault !== null && <p role="alert">{faultText(fault)}</p>}
        </>
      )}
    </section>
  )
}

/** Who said so, since when, and what was promised then. */
function decidedWhen(
  { decidedBy, decidedAt, policyVersion }: ChoicesView['choices'][number],
  now: number,
): string {
  if (decidedBy === undefined || decidedAt === undefined) return ''
  const said = tp(`choices.by-${decidedBy}`, { when: formatDate(decidedAt, now) })
  return policyVersion === undefined
    ? said
    : `${said} ${tp('choices.under-version', { version: String(policyVersion) })}`
}
