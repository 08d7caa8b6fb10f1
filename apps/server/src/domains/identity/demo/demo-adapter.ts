import type { Adapter, AdapterPayload } from 'oidc-provider'

interface Entry {
  payload: AdapterPayload
  expiresAt: number
}

/**
 * What the demo identity provider remembers: in memory, at most `capacity` things of all kinds together, the oldest
 * forgotten first, nothing past its time, and all of it with the process.
 */
export function createDemoAdapters(capacity: number, now: () => number): (kind: string) => Adapter {
  const entries = new Map<string, Entry>()
  const find = (key: string) => {
    const entry = entries.get(key)
    if (entry !== undefined && entry.expiresAt > now()) return entry
    entries.delete(key)
    return undefined
  }
  const makeRoom = () => {
    for (const [key, { expiresAt }] of entries) {
      if (entries.size < capacity && expiresAt > now()) return
      entries.delete(key)
    }
  }
  const findBy = (kind: string, matches: (payload: AdapterPayload) => boolean) => {
    for (const [key, { payload }] of entries) {
      if (key.startsWith(`${kind}:`) && matches(payload)) return find(key)?.payload
    }
    return undefined
  }
  return (kind) => ({
    async upsert(id, payload, expiresInSeconds = 600) {
      const key = `${kind}:${id}`
      entries.delete(key)
      makeRoom()
      entries.set(key, { payload, expiresAt: now() + expiresInSeconds * 1000 })
    },
    find: async (id) => find(`${kind}:${id}`)?.payload,
    findByUserCode: async () => undefined,
    findByUid: async (uid) => findBy(kind, (payload) => payload.uid === uid),
    async consume(id) {
      const entry = find(`${kind}:${id}`)
      if (entry !== undefined) entry.payload.consumed = Math.floor(now() / 1000)
    },
    async destroy(id) {
      entries.delete(`${kind}:${id}`)
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) {
        if (payload.grantId === grantId) entries.delete(key)
      }
    },
  })
}
