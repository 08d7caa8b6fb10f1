import { useEffect } from 'react'
import { draft, forgetDraft } from '../features/create/draft.ts'
import { forgetReferences, sendAllAgain } from '../features/create/references/references.ts'
import { EndedScreen } from '../features/session/ended-screen.tsx'
import { leaving } from '../features/session/sign-out.ts'
import { SignedOutScreen } from '../features/session/signed-out-screen.tsx'
import { useCell } from '../live/cell.ts'
import type { LiveView } from '../live/live-session.ts'
import { useStudio } from '../live/studio.ts'
import { errorText } from '../messages/error-text.ts'
import { t } from '../messages/messages.ts'
import { Announcer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { SessionPage } from './session-page.tsx'

/** Which of the few screens there is to show. */
export function App() {
  const { live } = useStudio()
  const view = useCell(live.view)
  const left = useCell(leaving)
  useReturn()
  return (
    <>
      <Announcer />
      {left.step === 'left' ? (
        <SignedOutScreen left={left} />
      ) : left.step === 'leaving' ? (
        <Quiet text={t('leaving.text')} />
      ) : (
        <Screen view={view} />
      )}
    </>
  )
}

function Screen({ view }: { view: LiveView }) {
  const { live } = useStudio()
  const { prompt } = useCell(draft)
  switch (view.phase) {
    case 'loading':
      return <Quiet text={t('loading.text')} />
    case 'ended':
      return <EndedScreen unsent={prompt} />
    case 'unreachable':
      return (
        <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-4">
          <h1 className="text-28">{t('unreachable.title')}</h1>
          <p className="text-ink-second">
            {errorText(view.code)}{' '}
            {view.incident !== undefined && t('error.incident', { incident: view.incident })}
          </p>
          <div>
            <Button look="primary" onClick={() => void live.start()}>
              {t('action.try-again')}
            </Button>
          </div>
        </main>
      )
    case 'open':
      return <SessionPage />
  }
}

/** Words for moments so short that most people never read them; no spinner. */
function Quiet({ text }: { text: string }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <p className="animate-rise text-ink-second [animation-delay:400ms]">{text}</p>
    </main>
  )
}

/** When an ended page is looked at again, somebody may have signed in beside it. Their own words come back; no one else's. */
function useReturn(): void {
  const studio = useStudio()
  const { client, live } = studio
  useEffect(() => {
    async function look(): Promise<void> {
      const view = live.view.get()
      if (document.visibilityState !== 'visible') return
      if (view.phase === 'open') return live.refresh()
      if (view.phase !== 'ended' || leaving.get().step !== 'staying') return
      const session = await client.getSession().catch(() => undefined)
      if (session === undefined) return
      if (session.account.email !== view.email) {
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
