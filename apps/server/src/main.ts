import { createBuiltinPartner } from '#dialects/builtin'
import { fileURLToPath } from 'node:url'
import { composeServer } from './compose.ts'
import { ConfigFaults, readConfig } from './config/index.ts'
import { createSteadyClock } from './kernel/clock.ts'
import { StartupFault } from './kernel/startup-fault.ts'
import { createLogger } from './platform/logger/index.ts'

const drainMs = 10_000

/** Starts everything, prints the address, and stops in order at SIGINT or SIGTERM. */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const server = await composeServer({
    config,
    clock: createSteadyClock(),
    logger: createLogger({ level: config.logLevel }),
    partners: [createBuiltinPartner()],
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

try {
  await main()
} catch (error) {
  if (error instanceof ConfigFaults || error instanceof StartupFault) {
    process.stderr.write(`${error.sentence}\n`)
    process.exit(1)
  }
  throw error
}
