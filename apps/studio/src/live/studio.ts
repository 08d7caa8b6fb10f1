import { createContext, useContext } from 'react'
import { type Client, createClient } from '../api/client.ts'
import { useCell } from './cell.ts'
import { createLiveSession, type LiveSession } from './live-session.ts'
import type { LiveState } from './merge-event.ts'
import { createPictures, type Pictures } from './pictures.ts'

/** What every feature stands on: calls, the live view of the session, and the pictures opened in this page. */
export interface Studio {
  client: Client
  live: LiveSession
  pictures: Pictures
}

export function createStudio(): Studio {
  const client = createClient({ onSignedOut: () => live.end() })
  const live = createLiveSession(client)
  const pictures = createPictures(client)
  let wasOpen = false
  live.view.subscribe(() => {
    const view = live.view.get()
    if (view.phase === 'ended') pictures.forgetAll()
    const isOpen = view.phase === 'open' && view.link === 'open'
    if (isOpen && !wasOpen) pictures.retryAll()
    wasOpen = isOpen
  })
  return { client, live, pictures }
}

const StudioContext = createContext<Studio | undefined>(undefined)
export const StudioProvider = StudioContext.Provider

export function useStudio(): Studio {
  const studio = useContext(StudioContext)
  if (studio === undefined) throw new Error('useStudio needs a StudioProvider above it')
  return studio
}

/** The state of the open session. Only for what is shown while one is open. */
export function useLiveState(): LiveState {
  const view = useCell(useStudio().live.view)
  if (view.phase !== 'open') throw new Error('useLiveState needs an open session')
  return view.state
}

/** Whether work can reach the server now. */
export function useIsConnected(): boolean {
  const view = useCell(useStudio().live.view)
  return view.phase === 'open' && view.link === 'open'
}
