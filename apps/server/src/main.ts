import { createBuiltinPartner } from '#dialects/builtin'
import { fileURLToPath } from 'node:url'
import { composeServer } from './compose.ts'
import { type Config, ConfigFaults, readConfig } from './config/index.ts'
import { openDarkroom } from './darkroom.ts'
import { enablePartners, readPartners } from './enable-partners.ts'
import { createSteadyClock } from './kernel/clock.ts'
import { StartupFault } from './kernel/startup-fault.ts'
import { checkFences, findGrounds } from './platform/fences/index.ts'
import { createLogger, type Logger } from './platform/logger/index.ts'

const drainMs = 10_000

/** Starts everything, prints the address, and stops in order at SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const logger = createLogger({ level: config.logLevel })
  putUpFences(config, logger)
  const stated = readPartners(config, process.env, new Date())
  for (const { id, days } of stated.ageing) logger.warn('partner-terms-ageing', { partner: id, count: days })
  const server = await composeServer({
    config,
    clock: createSteadyClock(),
    logger,
    openPartners: (decoder) => [
      createBuiltinPartner({ darkroom: openDarkroom(decoder) }),
      ...enablePartners(stated.partners),
    ],
    studioFolder: fileURLToPath(new URL('../../studio/dist/', import.meta.url)),
  })
  process.stdout.write(`\n  GPTImage is ready: ${server.url.origin}\n\n`)
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    void server.stop({ drainMs }).then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

/** A missing fence stops the start in production, and wherever others reach it; on a laptop it is logged. @throws StartupFault with its mend */
function putUpFences(config: Config, logger: Logger): void {
  const grounds = findGrounds({
    nodeOptions: process.env['NODE_OPTIONS'] ?? '',
    tlsRejectUnauthorized: process.env['NODE_TLS_REJECT_UNAUTHORIZED'],
    dataDir: config.dataDir,
  })
  for (const { name, isGood, mend } of checkFences(grounds)) {
    if (isGood) continue
    if (config.nodeEnv === 'production' || !config.isLoopback)
      throw new StartupFault('fences/missing', `Missing: ${name}. ${mend}`)
    logger.warn('fence-missing', { reason: name.replaceAll(/[^\w]+/g, '-') })
  }
}

if (process.argv.includes('--help')) {
  process.stdout.write('npm start -- [--port NUMBER] [--data FOLDER]\nAll settings: .env.example\n')
  process.exit(0)
}

try {
  await main()
} catch (error) {
  if (error instanceof ConfigFaults || error instanceof StartupFault) {
    process.stderr.write(`${error.sentence}\n`)
    process.exit(1)
  }
  throw error
}
