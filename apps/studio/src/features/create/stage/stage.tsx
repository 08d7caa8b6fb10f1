import { lazy, type MouseEvent, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { factsOf } from '../../../live/chosen-picture.ts'
import { hiddenIds } from '../../../live/deletions.ts'
import { useLiveState } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { announcementsOf } from './announcements.ts'
import { FirstRun } from './first-run.tsx'
import { GenerationRow } from './generation-row.tsx'
import type { Opened } from './large-view.tsx'
import { useTabTitle } from './use-tab-title.ts'

/** Comes when the first picture is opened. */
const LargeView = lazy(async () => ({ default: (await import('./large-view.tsx')).LargeView }))

/** Everything asked for in this sitting, newest first. */
export function Stage({
  models,
  onShowElsewhere,
}: {
  models: readonly Model[]
  /** Shows a picture that is not of this sitting. */
  onShowElsewhere(pictureId: string): void
}) {
  const { generations, prompts } = useLiveState()
  const hidden = useCell(hiddenIds)
  const [opened, setOpened] = useState<Opened>()
  const open = useCallback((generationId: string, index: number) => setOpened({ generationId, index }), [])
  useAnnouncements()
  useTabTitle()

  function openChosen(event: MouseEvent): void {
    const [generationId, index] = factsOf.get()?.split('/') ?? []
    const isOnPicture = event.target instanceof Element && event.target.closest('[data-row]') !== null
    if (generationId !== undefined && isOnPicture) open(generationId, Number(index))
  }
  const shown = generations.filter(({ id }) => !hidden.has(id))
  return (
    // The first click of two opens the facts, and what is below the pointer may have moved: the chosen one is meant.
    <div className="@container [&>article:first-of-type]:pt-2" onDoubleClick={openChosen}>
      <h1 className="sr-only">{t('stage.title')}</h1>
      {shown.length === 0 && <FirstRun />}
      {shown.map((generation) => (
        <GenerationRow
          key={generation.id}
          generation={generation}
          prompt={prompts.get(generation.id)}
          model={models.find(({ id }) => id === generation.model)}
          onOpen={open}
        />
      ))}
      {opened !== undefined && (
        <Suspense>
          <LargeView
            opened={opened}
            models={models}
            onMove={setOpened}
            onClose={() => setOpened(undefined)}
            onShowElsewhere={onShowElsewhere}
          />
        </Suspense>
      )}
    </div>
  )
}

function useAnnouncements(): void {
  const { generations } = useLiveState()
  const before = useRef(generations)
  useEffect(() => {
    const words = announcementsOf(before.current, generations)
    before.current = generations
    if (words.length > 0) announce(words.join(' '))
  }, [generations])
}
