import { X } from 'lucide-react'
import type { Model } from '#contract'
import { factsOf } from '../../../live/chosen-picture.ts'
import { useLiveState } from '../../../live/studio.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PictureFacts } from '../../../ui/picture-facts.tsx'
import { listShown } from './shown-picture.ts'
import { useChosen } from './use-chosen.ts'
import { type FactsProps, useFacts } from './use-facts.tsx'
import { tf } from '../../../messages/facts/messages.ts'

/** The facts of the chosen picture beside the stage, where the window has room for both. */
export function FactsPanel({
  models,
  onShowElsewhere,
}: {
  models: readonly Model[]
  onShowElsewhere(pictureId: string): void
}) {
  const chosen = useChosen()
  const { generations } = useLiveState()
  if (chosen === undefined) return null
  const { shown, neighbour } = chosen
  const isOnStage = (id: string): boolean => listShown(generations, new Set()).some((one) => one.id === id)
  return (
    <aside
      aria-label={tf('facts.region')}
      className="sticky top-14 h-[calc(100dvh-3.5rem)] overflow-y-auto border-s border-line"
    >
      <div className="sticky top-0 z-10 flex items-center justify-between bg-ground py-1 ps-4 pe-2">
        <h2 className="text-13 font-500 text-ink-second">{tf('facts.title')}</h2>
        <IconButton name={tf('facts.close')} hint="I" icon={X} onClick={() => factsOf.set(undefined)} />
      </div>
      <div className="p-4 pt-1">
        <Facts
          key={shown.id}
          shown={shown}
          model={models.find(({ id }) => id === shown.generation.model)}
          onReused={() => undefined}
          onDeleted={() => factsOf.set(neighbour?.id)}
          onShow={(id) => (isOnStage(id) ? factsOf.set(id) : onShowElsewhere(id))}
        />
      </div>
    </aside>
  )
}

function Facts(props: FactsProps) {
  return <PictureFacts facts={useFacts(props)} />
}
