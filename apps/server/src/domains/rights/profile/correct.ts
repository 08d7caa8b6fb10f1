import type { ProfileChange, ProfileView } from '#contract'
import {
  type Corrections,
  correctProfile,
  openWholeProfile,
  type WholeProfile,
} from '#server/domains/identity/index.ts'
import type { Person, RightsParts, Witness } from '../parts.ts'
import { recordDone } from '../record-done.ts'
import type { Arrival } from '../rights-request.ts'

type Parts = Pick<RightsParts, 'database' | 'clock' | 'installationKey'>

/** Who somebody is, as the provider said it and as they put it right. */
export async function showProfile(parts: Parts, { accountId }: Person): Promise<ProfileView> {
  return present(await openWholeProfile(parts, parts.database, accountId))
}

/** Puts right what is wrong. A `null` goes back to what the provider says; what is absent stays. */
export async function correct(
  parts: Parts,
  person: Person,
  change: ProfileChange,
  letter?: { arrival: Arrival; witness: Witness },
): Promise<ProfileView> {
  const { accountId } = person
  return parts.database.transaction().execute(async (tx) => {
    const { corrections } = await openWholeProfile(parts, tx, accountId)
    await correctProfile(parts, tx, { accountId, corrections: merge(corrections, change) })
    const at = parts.clock.now()
    const id = await recordDone(tx, person, { kind: 'correct', at, arrival: letter?.arrival })
    const profile = present(await openWholeProfile(parts, tx, accountId))
    await letter?.witness(tx, 'request-done', id)
    return profile
  })
}

function merge(before: Corrections, { name, email, isPictureRemoved }: ProfileChange): Corrections {
  const next = {
    name: name === undefined ? before.name : (name ?? undefined),
    email: email === undefined ? before.email : (email ?? undefined),
    isPictureRemoved: isPictureRemoved ?? before.isPictureRemoved,
  }
  return {
    ...(next.name === undefined ? {} : { name: next.name }),
    ...(next.email === undefined ? {} : { email: next.email }),
    ...(next.isPictureRemoved === true ? { isPictureRemoved: true } : {}),
  }
}

function present({ provider, corrections }: WholeProfile): ProfileView {
  return {
    name: corrections.name ?? provider.name,
    email: corrections.email ?? provider.email,
    provider: { name: provider.name, email: provider.email, hasPicture: provider.pictureUrl !== undefined },
    corrected: {
      name: corrections.name !== undefined,
      email: corrections.email !== undefined,
      picture: corrections.isPictureRemoved === true,
    },
  }
}
