import { createBuiltinPartner } from '#dialects/builtin'
import { fileURLToPath } from 'node:url'
import { composeServer } from './compose.ts'
import { type Config, readConfig } from './config/index.ts'
import { openDarkroom } from './darkroom.ts'
import { enablePartners, readPartners } from './enable-partners.ts'
import { explainFailure } from './explain-failure.ts'
import { createSteadyClock } from './kernel/clock.ts'
import { StartupFault } from './kernel/startup-fault.ts'
import { listenForStop } from './listen-for-stop.ts'
import { checkFences, findGrounds } from './platform/fences/index.ts'
import { createLogger, type Logger } from './platform/logger/index.ts'
import { readOperator } from './read-operator.ts'

const drainMs = 10_000

const stopping = listenForStop()

/** Starts everything, prints the address, and stops in order when asked, also while it starts. Returns the exit code. */
async function main(): Promise<number> {
  const config = readConfig(process.env, process.argv.slice(2))
  const logger = createLogger({ level: config.logLevel })
  stopping.onDefect((error) => logger.error('server-failed', {}, error))
  putUpFences(config, logger)
  const stated = readPartners(config, process.env, new Date())
  for (const { id, days } of stated.ageing) logger.warn('partner-terms-ageing', { partner: id, count: days })
  const server = await composeServer({
    config,
    clock: createSteadyClock(),
    logger,
    operator: readOperator(config),
    openPartners: (decoder) => [
      createBuiltinPartner({ darkroom: openDarkroom(decoder) }),
      ...enablePartners(stated.partners),
    ],
    studioFolder: fileURLToPath(new URL('../../studio/dist/', import.meta.url)),
  })
  const isFor = config.role === 'worker' ? 'the queue' : server.url.origin
  process.stdout.write(`\n  GPTImage is ready: ${isFor}\n\n`)
  const code = await stopping.asked
  await server.stop({ drainMs, hurry: stopping.hurry })
  return code
}

/** A missing fence stops the start in production, and wherever others reach it; on a laptop it is logged. @throws StartupFault with its mend */
function putUpFences(config: Config, logger: Logger): void {
  for (const { name, isGood, mend } of checkFences(findGrounds(process.env, config.dataDir))) {
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
  process.exit(await main())
} catch (error) {
  // Ctrl-C reaches the programs it had started too: what they failed at then is no news.
  if (stopping.signal.aborted) process.exit(0)
  process.stderr.write(`${explainFailure(error)}\n`)
  process.exit(1)
}
