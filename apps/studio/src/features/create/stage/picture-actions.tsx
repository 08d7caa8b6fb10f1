import { Brush, Dices, Download, ImagePlus, Repeat, RotateCcw, Trash2 } from 'lucide-react'
import type { GenerationView } from '#contract'
import { deletePictures } from '../../../live/deletions.ts'
import { download } from '../../../live/download.ts'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { useModels } from '../../../live/use-models.ts'
import { t } from '../../../messages/messages.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { PictureAct } from '../../../ui/picture-act.tsx'
import { putBack } from '../put-back.ts'
import { wishOf } from '../wish.ts'
import { askAgain } from './ask-again.ts'
import { canEdit, editPicture } from './edit-picture.ts'
import { putBesidePrompt } from './use-as-reference.ts'

export interface PictureActsProps {
  generation: GenerationView
  imageId: string
  /** Something is in the prompt panel now, or has been asked: what covers it goes. */
  onReused?: () => void
  /** The picture is no longer in sight. */
  onDeleted?: () => void
}

/** What can be done with one picture; the same acts in the same order wherever it is shown. */
export function usePictureActs(props: PictureActsProps): readonly PictureAct[] {
  const { generation, imageId, onReused, onDeleted } = props
  const studio = useStudio()
  const { prompts } = useLiveState()
  const { models } = useModels()
  const model = models.find(({ id }) => id === generation.model)
  const prompt = prompts.get(generation.id)
  const wish = wishOf(generation, prompt)
  function reuseIt(withSeed: boolean): void {
    onReused?.()
    putBack(studio, wish, withSeed)
  }
  const again = {
    icon: Repeat,
    word: t('action.retry'),
    name: t('action.retry-name'),
    run() {
      onReused?.()
      if (prompt !== undefined) void askAgain(studio, { ...wish, prompt }, model)
    },
  }
  const useSeed = {
    icon: Dices,
    word: t('action.seed'),
    name: t('action.use-seed', { seed: generation.seed }),
    run: () => reuseIt(true),
  }
  return [
    ...useHandActs(props),
    ...(prompt === undefined ? [] : [again]),
    { icon: RotateCcw, word: t('action.reuse'), run: () => reuseIt(false) },
    ...(model?.seed === true ? [useSeed] : []),
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

/** What is wanted most: to use it, to edit it, to have it. */
function useHandActs({ imageId, onReused }: PictureActsProps): readonly PictureAct[] {
  const studio = useStudio()
  const { models } = useModels()
  const useIt = {
    icon: ImagePlus,
    word: t('action.use-short'),
    name: t('action.use-as-reference'),
    key: 'R',
    run() {
      onReused?.()
      void putBesidePrompt(studio, imageId)
    },
  }
  const edit = {
    icon: Brush,
    word: t('action.edit'),
    name: t('action.edit-name'),
    key: 'E',
    run() {
      onReused?.()
      void editPicture(studio, imageId, models)
    },
  }
  return [
    ...(models.some(({ maximumReferences }) => maximumReferences > 0) ? [useIt] : []),
    ...(canEdit(models) ? [edit] : []),
    { icon: Download, word: t('action.download'), key: 'D', run: () => download(studio.pictures, imageId) },
  ]
}

/** The acts at the edge of a print, as signs only; all the others stand with its facts. */
export function PrintActs({ tabIndex, ...props }: PictureActsProps & { tabIndex: number }) {
  return useHandActs(props).map(({ icon, word, name = word, key, run }) => (
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
