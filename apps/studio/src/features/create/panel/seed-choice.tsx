import { RotateCcw } from 'lucide-react'
import { t } from '../../../messages/messages.ts'
import { Button } from '../../../ui/button.tsx'
import { ChoiceGroup } from '../../../ui/choice-group.tsx'
import { changeDraft, isSeed } from '../draft.ts'

export interface SeedChoiceProps {
  seed: string | undefined
  /** The seed of the newest pictures, offered for use again. */
  lastSeed: number | undefined
}

/** A random seed each time, or one fixed figure: the same words with the same seed are the same picture. */
export function SeedChoice({ seed, lastSeed }: SeedChoiceProps) {
  const isWrong = seed !== undefined && seed !== '' && !isSeed(seed)
  return (
    <div className="grid gap-2">
      <ChoiceGroup
        legend={t('seed.label')}
        name="seed-mode"
        columns="grid-cols-2"
        value={seed === undefined ? 'random' : 'fixed'}
        onChange={(mode) =>
          changeDraft({
            seed: mode === 'random' ? undefined : String(lastSeed ?? 1),
          })
        }
        choices={[
          { value: 'random', label: t('seed.random') },
          { value: 'fixed', label: t('seed.fixed') },
        ]}
      />
      {seed !== undefined && (
        <div className="flex gap-2">
          <input
            inputMode="numeric"
            autoComplete="off"
            aria-label={t('seed.figure')}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'seed-fault' : undefined}
            value={seed}
            onChange={(event) => changeDraft({ seed: event.target.value.trim() })}
            className="figures min-h-10 w-full min-w-0 rounded-control border border-edge/70 bg-raised px-3 text-14 focus-visible:outline-offset-0 pointer-coarse:min-h-11"
          />
          {lastSeed !== undefined && String(lastSeed) !== seed && (
            <Button
              className="figures shrink-0 px-3! text-13!"
              icon={<RotateCcw size={16} strokeWidth={1.5} aria-hidden="true" />}
              onClick={() => changeDraft({ seed: String(lastSeed) })}
            >
              {t('seed.last')}
            </Button>
          )}
        </div>
      )}
      {isWrong && (
        <p id="seed-fault" className="text-12 text-bad">
          {t('seed.fault')}
        </p>
      )}
    </div>
  )
}
