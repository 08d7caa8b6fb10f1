import type { Pledge } from './pledge-shape.ts'
import { contentPledges } from './pledges/content.ts'
import { personPledges } from './pledges/person.ts'
import { servicePledges } from './pledges/service.ts'

const all = { ...servicePledges, ...contentPledges, ...personPledges } as const satisfies Record<
  string,
  Pledge
>
export type PledgeId = keyof typeof all

const ids = Object.keys(all) as PledgeId[] // oxlint-disable-line typescript/no-unsafe-type-assertion -- the keys of a constant

/** Every pledge, in the order of its number. Numbers are never given anew. Owner: the privacy lead. */
export const pledges: readonly (readonly [PledgeId, Pledge])[] = ids
  .toSorted()
  .map((id): readonly [PledgeId, Pledge] => [id, all[id]])
