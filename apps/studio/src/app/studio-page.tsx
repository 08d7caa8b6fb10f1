import { CreateDock } from '../features/create/panel/create-dock.tsx'
import { CreatePanel } from '../features/create/panel/create-panel.tsx'
import { DropField } from '../features/create/references/drop-field.tsx'
import { Stage } from '../features/create/stage/stage.tsx'
import { useLiveState } from '../live/studio.ts'
import { useModels } from '../live/use-models.ts'
import { t } from '../messages/messages.ts'
import { useBreadth } from '../ui/use-media.ts'
import { BottomBar } from './bottom-bar.tsx'
import { PhoneTabs } from './phone-tabs.tsx'

/** Prompt beside the stage where the window is wide, else below it. */
export function StudioPage() {
  const { models, isLoading } = useModels()
  const { generations } = useLiveState()
  const breadth = useBreadth()
  const lastSeed = generations[0]?.seed
  const note = !isLoading && models.length === 0 ? t('models.none') : undefined
  const takesPictures = models.some(({ maximumReferences }) => maximumReferences > 0)
  if (breadth === 'wide') {
    return (
      <div className="grid flex-1 grid-cols-[20rem_minmax(0,1fr)]">
        <div className="sticky top-14 h-[calc(100dvh-3.5rem)] border-e border-line">
          {note === undefined ? (
            <CreatePanel models={models} lastSeed={lastSeed} />
          ) : (
            <p className="p-4 text-ink-second">{note}</p>
          )}
        </div>
        <main id="pictures" tabIndex={-1} className="min-w-0 px-8 py-4 outline-none">
          <Stage models={models} />
        </main>
        <DropField takes={takesPictures} />
      </div>
    )
  }
  return (
    <>
      <DropField takes={takesPictures} />
      <main id="pictures" tabIndex={-1} className="min-w-0 flex-1 px-4 py-3 outline-none compact:px-6">
        <Stage models={models} />
      </main>
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
    </>
  )
}
