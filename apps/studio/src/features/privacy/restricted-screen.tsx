import { useStudio } from '../../live/studio.ts'
import { faultText } from '../../messages/error-text.ts'
import { t } from '../../messages/messages.ts'
import { tp } from '../../messages/privacy/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Toasts } from '../../ui/toasts.tsx'
import { PrivacyPage } from './privacy-page.tsx'
import { useRestrict } from './use-rights.ts'

/** All there is for somebody who has stopped all use of their data: their rights, and the way out. */
export function RestrictedScreen() {
  const { client, live } = useStudio()
  const restrict = useRestrict()
  return (
    <main className="mx-auto w-full max-w-2xl px-4 py-8">
      <div className="grid gap-3 rounded-panel border border-line bg-raised p-4 compact:p-6">
        <p className="text-20 font-600">{tp('stopped.title')}</p>
        <p className="max-w-[68ch] text-ink-second">{tp('stopped.text')}</p>
        {restrict.isError && <p role="alert">{faultText(restrict.error)}</p>}
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            blockedBy={restrict.isPending ? tp('stopped.lifting') : undefined}
            onClick={() => restrict.mutate({ isRestricted: false }, { onSuccess: () => void live.start() })}
          >
            {tp('stopped.lift')}
          </Button>
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
