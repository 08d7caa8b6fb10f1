import { lazy, Suspense } from 'react'
import { CreateDock } from '../features/create/panel/create-dock.tsx'
import { CreatePanel } from '../features/create/panel/create-panel.tsx'
import { DropField } from '../features/create/references/drop-field.tsx'
import { Stage } from '../features/create/stage/stage.tsx'
import { useChosen } from '../features/create/stage/use-chosen.ts'
import { useLiveState } from '../live/studio.ts'
import { useModels } from '../live/use-models.ts'
import { t } from '../messages/messages.ts'
import { useBreadth } from '../ui/use-media.ts'
import { BottomBar } from '../ui/bottom-bar.tsx'
import { showInLibrary } from './show-in-library.ts'
import { PhoneTabs } from './phone-tabs.tsx'

const FactsPanel = lazy(async () => ({
  default: (await import('../features/create/stage/facts-panel.tsx')).FactsPanel,
}))

/** Prompt beside the stage where the window is wide, else below it. */
export function StudioPage() {
  const { models, isLoading } = useModels()
  const { generations } = useLiveState()
  const breadth = useBreadth()
  const lastSeed = generations[0]?.seed
  const note = !isLoading && models.length === 0 ? t('models.none') : undefined
  const takesPictures = models.some(({ maximumReferences }) => maximumReferences > 0)
  const isWide = breadth === 'wide'
  const hasFacts = useChosen() !== undefined && isWide
  const columns = hasFacts ? 'grid-cols-[20rem_minmax(0,1fr)_20rem]' : 'grid-cols-[20rem_minmax(0,1fr)]'
  // The stage has the same place in both forms, so that resizing or turning the device closes nothing in it.
  return (
    <div className={`flex-1 ${isWide ? `grid ${columns}` : 'flex flex-col'}`}>
      {isWide && (
        <div className="sticky top-14 h-[calc(100dvh-3.5rem)] border-e border-line">
          {note === undefined ? (
            <CreatePanel models={models} lastSeed={lastSeed} />
          ) : (
            <p className="p-4 text-ink-second">{note}</p>
          )}
        </div>
      )}
      <main
        id="pictures"
        tabIndex={-1}
        className="min-w-0 flex-1 px-4 py-3 outline-none compact:px-6 wide:px-8 wide:py-4"
      >
        <Stage models={models} onShowElsewhere={showInLibrary} />
      </main>
      {hasFacts && (
        <Suspense fallback={<div />}>
          <FactsPanel models={models} onShowElsewhere={showInLibrary} />
        </Suspense>
      )}
      {!isWide && (
        <BottomBar>
          <div className="border-t border-line">
            {note === undefined ? (
              <CreateDock models={models} lastSeed={lastSeed} />
            ) : (
              <p className="p-4 text-ink-second">{note}</p>
            )}
          </div>
          {breadth === 'phone' && <PhoneTabs />}
        </BottomBar>
      )}
      <DropField takes={takesPictures} />
    </div>
  )
}
