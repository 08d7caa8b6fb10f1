import type { FakePartner } from '../packages/testkit/src/fake-partner.ts'
import type { BenchClient } from './bench-client.ts'
import { now } from './figure.ts'

/** People who make pictures, and the partner that makes them. */
export interface Makers {
  partner: FakePartner
  clients: readonly BenchClient[]
}

/** The model whose partner is faked. */
export const model = 'plain/picture'

/** Each at the partner for 0.4 to 1.2 s, as a fast model is; never the same, so that they do not come in step. */
export const thinkingMs = () => {
  turns += 1
  return 400 + 800 * ((turns * 0.618) % 1)
}
let turns = 0

/** Everybody makes pictures, round after round, until it is enough; what each took beside the partner. */
export async function makeUntil(makers: Makers, isEnough: (round: number) => boolean): Promise<number[]> {
  const made = makers.clients.map(async (client) => {
    const overheads: number[] = []
    for (let round = 0; !isEnough(round); round += 1) overheads.push(await makeOne(client, makers.partner))
    return overheads
  })
  return (await Promise.all(made)).flat()
}

let wishes = 0

/** From the POST to the last byte of the picture, less what the partner took by its own stamps. */
async function makeOne(client: BenchClient, partner: FakePartner): Promise<number> {
  wishes += 1
  const prompt = `bench wish number ${wishes}.`
  const startedAt = now()
  const id = await client.start({ prompt, model })
  await client.read(await client.delivered(id))
  const taken = now() - startedAt
  const at = partner.seen.findIndex(({ body }) => body.includes(prompt))
  const [seen] = partner.seen.splice(at, 1)
  return taken - ((seen?.answeredAt ?? 0) - (seen?.arrivedAt ?? 0))
}
