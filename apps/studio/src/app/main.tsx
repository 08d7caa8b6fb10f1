import './studio.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode, startTransition } from 'react'
import { createRoot } from 'react-dom/client'
import { carryOutDeletions } from '../live/deletions.ts'
import { idle } from '../live/idle.ts'
import { modelsQuery } from '../live/models-query.ts'
import { applyTheme } from '../live/settings.ts'
import { createStudio, type Studio, StudioProvider } from '../live/studio.ts'
import { chooseLanguage } from '../messages/messages.ts'
import { makeGrain } from '../ui/make-grain.ts'
import { App } from './app.tsx'

/** So long the first screen waits for the models, which come with the session: drawn without them, it is drawn twice. */
const modelsWaitMs = 1000

applyTheme()
// The rest in a turn of its own: to read this file is work enough for one.
setTimeout(() => void open())

async function open(): Promise<void> {
  const queries = new QueryClient({
    defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
  })
  const studio = createStudio(queries)
  followPhase(studio, queries)
  const models = queries.prefetchQuery(modelsQuery(studio.client))
  await Promise.all([studio.live.start(), chooseLanguage(navigator.languages)])
  if (studio.live.view.get().phase === 'open') await Promise.race([models, passed(modelsWaitMs)])
  draw(studio, queries)
  addEventListener('pagehide', carryOutDeletions)
  // Nothing develops before somebody could have asked for it.
  void idle().then(makeGrain)
}

function followPhase({ live }: Studio, queries: QueryClient): void {
  let before = live.view.get().phase
  live.view.subscribe(() => {
    const { phase } = live.view.get()
    if (phase === 'ended') queries.clear()
    // What was asked for in vain is asked for again.
    if (phase === 'open' && before === 'unreachable') void queries.invalidateQueries()
    before = phase
  })
}

/** Until here the page says what it says without us. A transition is drawn in slices, between which it listens. */
function draw(studio: Studio, queries: QueryClient): void {
  const element = document.getElementById('root')
  if (element === null) return
  const root = createRoot(element)
  startTransition(() =>
    root.render(
      <StrictMode>
        <QueryClientProvider client={queries}>
          <StudioProvider value={studio}>
            <App />
          </StudioProvider>
        </QueryClientProvider>
      </StrictMode>,
    ),
  )
}

const passed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
