import { useEffect, useState } from 'react'
import { hasEnded } from '../../../live/merge-event.ts'
import { useLiveState } from '../../../live/studio.ts'
import { t } from '../../../messages/messages.ts'
import { countReady } from './announcements.ts'

/** The tab says how far the pictures are, for whoever looks elsewhere meanwhile. Never a word of the prompt. */
export function useTabTitle(): void {
  const { generations } = useLiveState()
  const running = generations.filter(({ phase }) => !hasEnded(phase))
  const ready = running.reduce((sum, generation) => sum + countReady(generation), 0)
  const count = running.reduce((sum, generation) => sum + generation.count, 0)
  const isUnseen = useIsUnseen(count === 0)
  useEffect(() => {
    const words = count > 0 ? t('row.ready', { ready, count }) : isUnseen ? t('tab.done') : undefined
    document.title = words === undefined ? 'GPTImage' : `${words} · GPTImage`
  }, [ready, count, isUnseen])
  useEffect(
    () => () => {
      document.title = 'GPTImage'
    },
    [],
  )
}

/** Whether the last work ended while nobody looked, until somebody does. */
function useIsUnseen(isIdle: boolean): boolean {
  const [isUnseen, setUnseen] = useState(false)
  const [wasIdle, setWasIdle] = useState(isIdle)
  if (wasIdle !== isIdle) {
    setWasIdle(isIdle)
    setUnseen(isIdle && document.visibilityState === 'hidden')
  }
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') setUnseen(false)
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  return isUnseen
}
