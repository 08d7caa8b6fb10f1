import type { Studio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { announce } from '../../ui/announcer.tsx'
import { focusPrompt, reuse } from './draft.ts'
import { putBackInputs } from './references/put-back-inputs.ts'
import type { Wish } from './wish.ts'

/** Puts everything that was asked back beside the prompt: words, settings, pictures, and the seed where it was asked for. */
export function putBack(studio: Studio, wish: Wish, withSeed: boolean): void {
  reuse(wish, withSeed)
  announce(withSeed ? t('announce.seed', { seed: wish.seed }) : t('announce.reused'))
  focusPrompt()
  void putBackInputs(studio, wish)
}
