import { useEffect } from 'react'
import { draft, forgetDraft } from '../features/create/draft.ts'
import { forgetReferences, sendAllAgain } from '../features/create/references/references.ts'
import { EndedScreen } from '../features/session/ended-screen.tsx'
import { leaving } from '../features/session/sign-out.ts'
import { SignedOutScreen } from '../features/session/signed-out-screen.tsx'
import { useCell } from '../live/cell.ts'
import { erasingAccount } from '../live/erasing-account.ts'
import { libraryOf, type LiveView } from '../live/live-session.ts'
import { useStudio } from '../live/studio.ts'
import { errorText } from '../messages/error-text.ts'
import { te } from '../messages/errors/messages.ts'
import { t } from '../messages/messages.ts'
import { Announcer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { ErasingRoute } from './erasing-route.tsx'
import { LostPartBoundary } from './lost-part.tsx'
import { Quiet } from './quiet.tsx'
import { RestrictedRoute } from './restricted-route.tsx'
import { SessionPage } from './session-page.tsx'

/** Which of the few screens there is to show. */
export function App() {
  const { live } = useStudio()
  const view = useCell(live.view)
  const left = useCell(leaving)
  const erasing = useCell(erasingAccount)
  useReturn()
  useForgettingOthers()
  return (
    <>
      <Announcer />
      <LostPartBoundary>
        {erasing !== undefined ? (
          <ErasingRoute erasing={erasing} />
        ) : left.step === 'left' ? (
          <SignedOutScreen left={left} />
        ) : left.step === 'leaving' ? (
          <Quiet text={t('leaving.text')} />
        ) : (
          <Screen view={view} />
        )}
      </LostPartBoundary>
    </>
  )
}

function Screen({ view }: { view: LiveView }) {
  const { prompt } = useCell(draft)
  switch (view.phase) {
    case 'loading':
      return <Quiet text={t('loading.text')} />
    case 'ended':
      return <EndedScreen unsent={prompt} />
    case 'unreachable':
      if (view.code === 'rights/restricted') return <RestrictedRoute />
      return view.libraryId === undefined ? <Unreachable view={view} /> : <SessionPage />
    case 'open':
      return <SessionPage />
  }
}

/** Nothing can be shown. Without a network that is because nobody is signed in on this browser. */
function Unreachable({ view }: { view: Extract<LiveView, { phase: 'unreachable' }> }) {
  const { live } = useStudio()
  const isShut = view.code === 'studio/offline'
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-4">
      <h1 className="text-28">{t(isShut ? 'shut.title' : 'unreachable.title')}</h1>
      <p className="text-ink-second">
        {isShut ? t('shut.text') : errorText(view.code)}{' '}
        {view.incident !== undefined && te('error.incident', { incident: view.incident })}
      </p>
      <div>
        <Button look="primary" onClick={() => void live.start()}>
          {t('action.try-again')}
        </Button>
      </div>
    </main>
  )
}

/** Words written over one person's library are not shown to another, who signed in before the server was heard again. */
function useForgettingOthers(): void {
  const { live } = useStudio()
  useEffect(() => {
    let before = libraryOf(live.view.get())
    return live.view.subscribe(() => {
      const now = libraryOf(live.view.get())
      if (before !== undefined && now !== undefined && now !== before) {
        forgetDraft()
        forgetReferences()
      }
      before = now ?? before
    })
  }, [live])
}

/** When an ended page is looked at again, somebody may have signed in beside it. Their own words come back; no one else's. */
function useReturn(): void {
  const studio = useStudio()
  const { client, live } = studio
  useEffect(() => {
    async function look(): Promise<void> {
      const view = live.view.get()
      if (document.visibilityState !== 'visible') return
      if (view.phase === 'open' || view.phase === 'unreachable') return live.refresh()
      if (view.phase !== 'ended' || leaving.get().step !== 'staying') return
      const session = await client.getSession().catch(() => undefined)
      if (session === undefined) return
      if (session.account.libraryId !== view.libraryId) {
        forgetDraft()
        forgetReferences()
      } else sendAllAgain(studio)
      await live.start()
    }
    const onLook = (): void => void look()
    document.addEventListener('visibilitychange', onLook)
    addEventListener('online', onLook)
    // A device without a network may still reach a server of its own: it is asked, not assumed.
    addEventListener('offline', onLook)
    return () => {
      document.removeEventListener('visibilitychange', onLook)
      removeEventListener('online', onLook)
      removeEventListener('offline', onLook)
    }
  }, [client, live, studio])
}
