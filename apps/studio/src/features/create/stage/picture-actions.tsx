import { Download, Dices, RotateCcw, Trash2 } from 'lucide-react'
import type { GenerationView } from '#contract'
import { useLiveState, useStudio } from '../../../live/studio.ts'
import { useModels } from '../../../live/use-models.ts'
import { t } from '../../../messages/messages.ts'
import { announce } from '../../../ui/announcer.tsx'
import { IconButton, type IconButtonProps } from '../../../ui/icon-button.tsx'
import { focusPrompt, reuse } from '../draft.ts'
import { deleteImage } from './deletions.ts'
import { download } from './download.ts'

export interface PictureActionsProps {
  generation: GenerationView
  imageId: string
  look: 'print' | 'bare'
  tabIndex?: number
  /** Called when an action leads away from the picture. */
  onLeave?: () => void
}

/** What can be done with one picture; the same acts in the same order at its edge and when it is open large. */
export function PictureActions({ generation, imageId, look, tabIndex, onLeave }: PictureActionsProps) {
  const studio = useStudio()
  const { prompts } = useLiveState()
  const takesSeed = useModels().models.find(({ id }) => id === generation.model)?.seed ?? false
  const common: Pick<IconButtonProps, 'look' | 'className' | 'tabIndex'> = {
    look,
    ...(look === 'bare'
      ? {
          className: 'text-[#b9b0a5]! hover:bg-[#2d2a27]! hover:text-[#efe9e1]!',
        }
      : {}),
    ...(tabIndex === undefined ? {} : { tabIndex }),
  }
  function putBack(withSeed: boolean): void {
    reuse(generation, prompts.get(generation.id), withSeed)
    announce(withSeed ? t('announce.seed', { seed: generation.seed }) : t('announce.reused'))
    onLeave?.()
    focusPrompt()
  }
  return (
    <>
      <IconButton
        {...common}
        icon={Download}
        name={t('action.download')}
        hint="D"
        onClick={() => download(studio.pictures, imageId)}
      />
      <IconButton {...common} icon={RotateCcw} name={t('action.reuse')} onClick={() => putBack(false)} />
      {takesSeed && (
        <IconButton
          {...common}
          icon={Dices}
          name={t('action.use-seed', { seed: generation.seed })}
          onClick={() => putBack(true)}
        />
      )}
      <IconButton
        {...common}
        icon={Trash2}
        name={t('action.delete')}
        hint="Del"
        onClick={() => {
          deleteImage(studio, imageId)
          onLeave?.()
        }}
      />
    </>
  )
}
