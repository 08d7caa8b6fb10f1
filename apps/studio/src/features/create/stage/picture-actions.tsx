import { Dices, Download, ImagePlus, type LucideIcon, RotateCcw, Trash2 } from 'lucide-react'
import type { GenerationView } from '#contract'
import { deletePictures } from '../../../live/deletions.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { useModels } from '../../../live/use-models.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ViewerAct } from '../../../ui/viewer.tsx'
import { focusPrompt, reuse } from '../draft.ts'
import { download } from '../../../live/download.ts'
import { putBesidePrompt } from './use-as-reference.ts'

interface Act {
  icon: LucideIcon
  /** In one or two words. */
  word: string
  /** In full, where the word alone leaves something out. */
  name?: string
  key?: string
  run(): void
}

export interface PictureActsProps {
  generation: GenerationView
  imageId: string
  /** The words and settings are back in the prompt panel. */
  onReused?: () => void
  /** The picture is no longer in sight. */
  onDeleted?: () => void
}

/** What can be done with one picture; the same acts in the same order wherever it is shown. */
function usePictureActs({ generation, imageId, onReused, onDeleted }: PictureActsProps): readonly Act[] {
  const studio = useStudio()
  const { prompts } = useLiveState()
  const { models } = useModels()
  const takesSeed = models.find(({ id }) => id === generation.model)?.seed ?? false
  const takesPictures = models.some(({ maximumReferences }) => maximumReferences > 0)
  function putBack(withSeed: boolean): void {
    reuse(generation, prompts.get(generation.id), withSeed)
    announce(withSeed ? t('announce.seed', { seed: generation.seed }) : t('announce.reused'))
    onReused?.()
    focusPrompt()
  }
  const useSeed = {
    icon: Dices,
    word: t('action.seed'),
    name: t('action.use-seed', { seed: generation.seed }),
    run: () => putBack(true),
  }
  const useIt = {
    icon: ImagePlus,
    word: t('action.use-short'),
    name: t('action.use-as-reference'),
    key: 'R',
    run() {
      putBesidePrompt(studio, imageId)
      onReused?.()
    },
  }
  return [
    { icon: Download, word: t('action.download'), key: 'D', run: () => download(studio.pictures, imageId) },
    ...(takesPictures ? [useIt] : []),
    { icon: RotateCcw, word: t('action.reuse'), run: () => putBack(false) },
    ...(takesSeed ? [useSeed] : []),
    {
      icon: Trash2,
      word: t('action.delete'),
      key: 'Del',
      run() {
        deletePictures(studio, [imageId])
        onDeleted?.()
      },
    },
  ]
}

/** The acts at the edge of a print, as signs only. */
export function PrintActs({ tabIndex, ...props }: PictureActsProps & { tabIndex: number }) {
  return usePictureActs(props).map(({ icon, word, name = word, key, run }) => (
    <IconButton
      key={word}
      look="print"
      tabIndex={tabIndex}
      icon={icon}
      name={name}
      {...(key === undefined ? {} : { hint: key })}
      onClick={run}
    />
  ))
}

/** The acts below a picture that is open large, each with its word. */
export function LargeActs(props: PictureActsProps) {
  return usePictureActs(props).map(({ icon, word, name, key, run }) => (
    <ViewerAct
      key={word}
      icon={icon}
      word={word}
      name={name}
      shortcut={key === 'Del' ? 'Delete' : key}
      onClick={run}
    />
  ))
}
