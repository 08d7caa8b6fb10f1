import './studio.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { carryOutDeletions } from '../live/deletions.ts'
import { applyTheme } from '../live/settings.ts'
import { createStudio, StudioProvider } from '../live/studio.ts'
import { chooseLanguage } from '../messages/messages.ts'
import { makeGrain } from '../ui/make-grain.ts'
import { App } from './app.tsx'

applyTheme()
makeGrain()
const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
})
const studio = createStudio(queries)
studio.live.view.subscribe(() => {
  if (studio.live.view.get().phase === 'ended') queries.clear()
})
void studio.live.start()
addEventListener('pagehide', carryOutDeletions)

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
