import { changeDraft, focusPrompt } from '../features/create/draft.ts'
import { canEdit, editPicture } from '../features/create/stage/edit-picture.ts'
import { openPicker } from '../features/create/references/picture-picker.tsx'
import { ratioOf } from '../features/create/ratio.ts'
import { lookedAt, toggleFacts } from '../live/chosen-picture.ts'
import { changeSettings, type Settings } from '../live/settings.ts'
import { useBreadth } from '../ui/use-media.ts'
import { useStudio } from '../live/studio.ts'
import { useModels } from '../live/use-models.ts'
import { useCell } from '../live/cell.ts'
import { draft } from '../features/create/draft.ts'
import { t } from '../messages/messages.ts'
import type { PaletteAct } from './command-palette.tsx'
import { goTo } from './location.tsx'

const themes: readonly Settings['theme'][] = ['dark', 'light', 'device']

/** What can be done from anywhere, in the order in which it is usually wanted. */
export function usePaletteActs(acts: {
  /** The server is out of reach: only what needs none of it can be done. */
  isApart: boolean
  onKeys(): void
  onSignOut(): void
}): readonly PaletteAct[] {
  const studio = useStudio()
  const { models } = useModels()
  const pictureId = useCell(lookedAt)
  const isWide = useBreadth() === 'wide'
  const { modelId } = useCell(draft)
  const model = models.find(({ id }) => id === modelId) ?? models[0]
  const inStudio = (run: () => void) => () => {
    goTo('studio')
    requestAnimationFrame(run)
  }
  const here = [
    { name: t('nav.studio'), run: () => goTo('studio') },
    { name: t('nav.library'), run: () => goTo('library') },
    { name: t('account.devices'), run: () => goTo('account') },
    { name: t('account.tab-privacy'), run: () => goTo('privacy') },
    { name: t('account.tab-shared'), run: () => goTo('shared') },
    ...themes.map((theme) => ({ name: t(`theme.${theme}`), run: () => changeSettings({ theme }) })),
    { name: t('keys.title'), keys: '?', run: acts.onKeys },
  ]
  if (acts.isApart) return here
  return [
    { name: t('keys.prompt'), keys: '/', run: inStudio(focusPrompt) },
    { name: t('keys.generate'), keys: 'Ctrl Enter', run: inStudio(pressGenerate) },
    ...((model?.maximumReferences ?? 0) > 0
      ? [{ name: t('references.add'), run: inStudio(openPicker) }]
      : []),
    ...(pictureId !== undefined && canEdit(models)
      ? [
          {
            name: t('keys.edit'),
            keys: 'E',
            run: inStudio(() => void editPicture(studio, pictureId, models)),
          },
        ]
      : []),
    ...(pictureId !== undefined && isWide
      ? [{ name: t('keys.facts'), keys: 'I', run: inStudio(() => toggleFacts(pictureId)) }]
      : []),
    ...models
      .filter(({ id }) => id !== model?.id)
      .map(({ id, name }) => ({
        name: t('palette.model', { model: name }),
        run: inStudio(() => changeDraft({ modelId: id })),
      })),
    ...(model?.sizes ?? []).map((size) => ({
      name: t('palette.size', { ratio: ratioOf(size), width: size.widthPx, height: size.heightPx }),
      run: inStudio(() => changeDraft({ size })),
    })),
    ...here,
    { name: t('action.sign-out'), run: acts.onSignOut },
  ]
}

/** Through the form itself, so that what stands in the way of asking stands in the way here too. */
export function pressGenerate(): void {
  const button = document.querySelector('[data-generate]')
  if (button instanceof HTMLButtonElement) button.click()
}
