import { randomBytes } from 'node:crypto'
import type { Look, ReachedServer } from '../parts.ts'
import { AnsweredOtherwise, drawPicture } from './draw-picture.ts'
import { eraseOwn } from './erasure.ts'
import { nameWith } from './name-with.ts'
import { findOwnIds } from './own-rows.store.ts'
import type { Walk } from './walk.ts'

/** Signs the own account in and has a picture made. What a run that was broken off left of it goes first. */
export async function openWalk(look: Look, server: ReachedServer, signal: AbortSignal): Promise<Walk> {
  const marker = `canary${randomBytes(12).toString('hex')}`
  const { parts } = look
  const open = () => parts.openOwnPerson(nameWith(marker))
  let person = await open()
  if (!person.isFresh) {
    await eraseOwn(parts, server, person)
    person = await open()
  }
  const ask: Walk['ask'] = (path, options) => server.ask(path, { ...options, cookie: person.cookieHeader })
  const drawn = await drawPicture(ask, `a fox, ${marker}`, signal)
  if (drawn.phase !== 'delivered') throw new AnsweredOtherwise('no picture')
  const ids = await findOwnIds(parts.database, person)
  return { ...look, server, marker, ids, ask, drawn }
}
