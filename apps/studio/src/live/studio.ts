import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { type Client, createClient } from '../api/client.ts'
import { useCell } from './cell.ts'
import { createDeviceLibrary, type DeviceLibrary } from './device-library.ts'
import type { LiveImage } from './live-generation.ts'
import { createLiveSession, libraryOf, type LiveSession } from './live-session.ts'
import type { LiveState } from './merge-event.ts'
import { modelsQuery } from './models-query.ts'
import { markOpenLibrary, unmarkOpenLibrary } from './open-library-mark.ts'
import { createPictures, type Pictures } from './pictures.ts'
import { keepShell } from './studio-shell.ts'

/** What every feature stands on: calls, the live view of the session, the pictures opened in this page, the library. */
export interface Studio {
  client: Client
  live: LiveSession
  pictures: Pictures
  device: DeviceLibrary
}

export function createStudio(queries: QueryClient): Studio {
  const client = createClient({ onSignedOut: () => live.end() })
  const live = createLiveSession(client)
  const device = createDeviceLibrary(
    () => ({
      client,
      live,
      pictures,
      async findModel(modelId) {
        const { models } = await queries.fetchQuery(modelsQuery(client))
        return models.find(({ id }) => id === modelId)
      },
    }),
    () => pictures.findAllAgain(),
  )
  const pictures = createPictures(client, {
    findObjectId: (id) => findImage(live, id)?.objectId,
    openKept: async (id) => (await device.whenKnown())?.open(id),
  })
  live.view.subscribe(createFollower(live, { device, pictures }))
  return { client, live, pictures, device }
}

function findImage({ view }: LiveSession, id: string): LiveImage | undefined {
  const now = view.get()
  if (now.phase !== 'open') return undefined
  return now.state.generations.flatMap(({ images }) => images).find((image) => image.id === id)
}

/** Fetching the whole studio for later stands back behind opening it now. */
const keepShellAfterMs = 3_000

/** The library stands open as long as its person is signed in, or was when the server was last heard. */
function createFollower(
  { view }: LiveSession,
  { device, pictures }: Pick<Studio, 'device' | 'pictures'>,
): () => void {
  let wasReached = false
  let marked: string | undefined
  return () => {
    const now = view.get()
    const libraryId = libraryOf(now)
    if (libraryId !== undefined) device.open(libraryId)
    else if (now.phase !== 'loading') device.close()
    if (now.phase === 'ended') {
      marked = undefined
      void unmarkOpenLibrary()
      pictures.forgetAll()
    }
    if (now.phase === 'open' && marked !== libraryId) {
      marked = libraryId
      void markOpenLibrary(now.state.account.libraryId)
        .then(() => new Promise((resolve) => setTimeout(resolve, keepShellAfterMs)))
        // Whoever has left meanwhile may have had this device forget.
        .then(() => (marked === libraryId ? keepShell() : undefined))
    }
    const isReached = now.phase === 'open' && now.link === 'open'
    if (isReached && !wasReached) pictures.retryAll()
    wasReached = isReached
  }
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
