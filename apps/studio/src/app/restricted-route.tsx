import { t } from '../messages/messages.ts'
import { LostPart } from './lost-part.tsx'
import { Quiet } from './quiet.tsx'
import { useLoaded } from './use-loaded.ts'

/** What somebody sees who has stopped all use of their data. */
export function RestrictedRoute() {
  const loaded = useLoaded(() => import('../features/privacy/restricted-screen.tsx'))
  if (loaded.state === 'loaded') return <loaded.module.RestrictedScreen />
  if (loaded.state === 'loading') return <Quiet text={t('account.loading')} />
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center p-4">
      <LostPart onAgain={loaded.load} />
    </main>
  )
}
