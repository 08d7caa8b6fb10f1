import { useStudio } from '../../live/studio.ts'
import { t } from '../../messages/messages.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Toasts } from '../../ui/toasts.tsx'
import { PrivacyPage } from './privacy-page.tsx'

/** All there is for somebody who has stopped all use of their data: their rights, and the way out. */
export function RestrictedScreen() {
  const { client, live } = useStudio()
  return (
    <main className="mx-auto w-full max-w-2xl px-4 py-8">
      <div className="grid gap-3 rounded-panel border border-line bg-raised p-4 compact:p-6">
        <p className="text-20 font-600">{tp('stopped.title')}</p>
        <p className="max-w-[68ch] text-ink-second">{tp('stopped.text')}</p>
        <div>
          <Button onClick={() => void client.signOut(false).then(() => location.assign('/'))}>
            {t('action.sign-out')}
          </Button>
        </div>
      </div>
      <PrivacyPage isRestricted onLifted={() => void live.start()} />
      <div className="pointer-events-none fixed inset-x-0 bottom-6 z-40">
        <Toasts />
      </div>
    </main>
  )
}
