import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { formatStamp } from '../../messages/moments.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { HeldRow } from './held-row.tsx'
import { useHeld } from './use-held.ts'

/** The live list of what is held, class by class; what there is nothing of is told as nothing. */
export function HeldSection() {
  const { client } = useStudio()
  const held = useHeld()
  return (
    <section aria-labelledby="held-heading" className="grid gap-4">
      <h1 id="held-heading" className="text-20">
        {tp('held.title')}
      </h1>
      <p className="max-w-[68ch] text-ink-second">{tp('held.text')}</p>
      {held.isPending && <p className="text-ink-second">{tp('held.loading')}</p>}
      {held.isError && (
        <div className="flex flex-wrap items-center gap-3">
          <p>{faultText(held.error)}</p>
          <Button onClick={() => void held.refetch()}>{t('action.try-again')}</Button>
        </div>
      )}
      {held.data !== undefined && (
        <>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="figures text-13 text-ink-second" aria-live="polite">
              {tp('held.as-of', { time: formatStamp(Date.parse(held.data.at)) })}
            </p>
            <Button onClick={() => void held.refetch()}>{tp('held.again')}</Button>
          </div>
          <ul className="border-t border-line">
            {held.data.classes.map((held) => (
              <HeldRow key={held.name} held={held} now={client.now()} />
            ))}
          </ul>
          <p className="text-13 text-ink-second">{tp('held.nothing-else')}</p>
        </>
      )}
    </section>
  )
}
