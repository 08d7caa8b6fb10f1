import { fileURLToPath } from 'node:url'
import { createBuiltinPartner } from '#dialects/builtin'
import * as z from 'zod/mini'
import { composeServer } from '#server/compose.ts'
import { readConfig } from '#server/config/index.ts'
import { openDarkroom } from '#server/darkroom.ts'
import { enablePartners, readPartners } from '#server/enable-partners.ts'
import { createSteadyClock } from '#server/kernel/clock.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { readOperator } from '#server/read-operator.ts'
import { plainPartner } from './plain-partner.ts'

/* The composed server as tests and benches start it: the same composition, with limits and one more partner from outside. */

const limits = z.record(z.string(), z.number()).parse(JSON.parse(process.env['TEST_LIMITS'] ?? '{}'))
const partnerUrl = process.env['TEST_PARTNER_URL']
const partnerSlots = Number(process.env['TEST_PARTNER_SLOTS'] ?? '64')

const read = readConfig(process.env, [])
// A server of a test looks at itself only where that is the test.
const config = { ...read, limits: { ...read.limits, auditLookEveryMs: 24 * 60 * 60_000, ...limits } }
const server = await composeServer({
  config,
  clock: createSteadyClock(),
  studioFolder:
    process.env['TEST_STUDIO_FOLDER'] ??
    fileURLToPath(new URL('../../../apps/studio/dist/', import.meta.url)),
  logger: createLogger({ level: config.logLevel }),
  operator: readOperator(config),
  openPartners: (decoder) => [
    createBuiltinPartner({ darkroom: openDarkroom(decoder) }),
    ...enablePartners(readPartners(read, process.env, new Date()).partners),
    ...(partnerUrl === undefined ? [] : [plainPartner({ baseUrl: partnerUrl, slots: partnerSlots })]),
  ],
})
process.stdout.write(`ready ${server.url.origin}\n`)
process.once('SIGTERM', () => {
  void server.stop().then(() => process.exit(0))
})
