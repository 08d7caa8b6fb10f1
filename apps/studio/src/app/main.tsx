import './studio.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { carryOutDeletions } from '../live/deletions.ts'
import { idle } from '../live/idle.ts'
import { applyTheme } from '../live/settings.ts'
import { createStudio, StudioProvider } from '../live/studio.ts'
import { chooseLanguage, t } from '../messages/messages.ts'
import { makeGrain } from '../ui/make-grain.ts'
import { App } from './app.tsx'

applyTheme()
// Nothing develops before somebody could have asked for it.
void idle().then(makeGrain)
const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
})
const studio = createStudio(queries)
let phaseBefore = studio.live.view.get().phase
studio.live.view.subscribe(() => {
  const { phase } = studio.live.view.get()
  if (phase === 'ended') queries.clear()
  // What was asked for in vain is asked for again.
  if (phase === 'open' && phaseBefore === 'unreachable') void queries.invalidateQueries()
  phaseBefore = phase
})
void studio.live.start()
addEventListener('pagehide', carryOutDeletions)
// The first figure in a sentence takes 50 ms, the rest nothing. Until the server answers there is time.
setTimeout(() => t('account.credits', { credits: 0 }))

await chooseLanguage(navigator.languages)
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <StudioProvider value={studio}>
          <App />
        </StudioProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
}
