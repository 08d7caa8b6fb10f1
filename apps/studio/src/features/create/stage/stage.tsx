import { useCallback, useEffect, useRef, useState } from 'react'
import type { Model } from '#contract'
import { useCell } from '../../../live/cell.ts'
import { hiddenIds } from '../../../live/deletions.ts'
import { useLiveState } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { announcementsOf } from './announcements.ts'
import { FirstRun } from './first-run.tsx'
import { GenerationRow } from './generation-row.tsx'
import { LargeView, type Opened } from './large-view.tsx'
import { useTabTitle } from './use-tab-title.ts'

/** Everything asked for in this sitting, newest first. */
export function Stage({ models }: { models: readonly Model[] }) {
  const { generations, prompts } = useLiveState()
  const hidden = useCell(hiddenIds)
  const [opened, setOpened] = useState<Opened>()
  const open = useCallback((generationId: string, index: number) => setOpened({ generationId, index }), [])
  useAnnouncements()
  useTabTitle()

  const shown = generations.filter(({ id }) => !hidden.has(id))
  return (
    <div className="@container [&>article:first-of-type]:pt-2">
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
        <LargeView opened={opened} models={models} onMove={setOpened} onClose={() => setOpened(undefined)} />
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
