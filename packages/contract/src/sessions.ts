import * as z from 'zod/mini'

/** What is being forgotten, and when: the sitting that now holds content. Moments are ISO 8601. */
export const sitting = z.object({
  openedAt: z.iso.datetime(),
  /** When it ends if nothing more happens. */
  idleAt: z.iso.datetime(),
  /** When it ends whatever happens. */
  endsAt: z.iso.datetime(),
  objects: z.int(),
})

export const sessionView = z.object({
  account: z.object({
    /** Names this account's library on a device, and says nothing of whose it is; the same at every sign-in here. */
    libraryId: z.string(),
    name: z.string(),
    email: z.string(),
    pictureUrl: z.optional(z.string()),
  }),
  credits: z.int(),
  session: z.object({ id: z.string(), signedInAt: z.iso.datetime(), endsAt: z.iso.datetime() }),
  /** Absent while nothing of the person's content is held. */
  sitting: z.optional(sitting),
  /** The cursor from which GET /api/events goes on without a gap. */
  cursor: z.int(),
})
export type SessionView = z.infer<typeof sessionView>

export const device = z.object({
  id: z.string(),
  /** For example "Firefox on Linux"; absent when it has been forgotten. */
  family: z.optional(z.string()),
  signedInAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  current: z.boolean(),
})
export const deviceList = z.object({ devices: z.array(device) })
export type Device = z.infer<typeof device>

export const signOutRequest = z.object({ everywhere: z.optional(z.boolean()) })
