import type { Erasing } from '../live/erasing-account.ts'
import { t } from '../messages/messages.ts'
import { Quiet } from './quiet.tsx'
import { useLoaded } from './use-loaded.ts'

/** From the moment an account is being erased there is nothing else to show; the page was loaded where it was asked for. */
export function ErasingRoute({ erasing }: { erasing: Erasing }) {
  const loaded = useLoaded(() => import('../features/privacy/erased-screen.tsx'))
  if (erasing.step === 'unanswered' && loaded.state === 'loaded')
    return <loaded.module.UnansweredScreen {...erasing} />
  if (erasing.step !== 'erased' || loaded.state !== 'loaded') return <Quiet text={t('erasing.text')} />
  return <loaded.module.ErasedScreen {...erasing} />
}
