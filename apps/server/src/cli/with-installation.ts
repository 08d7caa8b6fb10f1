import { fileURLToPath } from 'node:url'
import { createBuiltinPartner } from '#dialects/builtin'
import { openInstallation, type OpenInstallation } from '#server/compose.ts'
import type { Config } from '#server/config/index.ts'
import { openDarkroom } from '#server/darkroom.ts'
import { enablePartners, readPartners } from '#server/enable-partners.ts'
import { createSteadyClock } from '#server/kernel/clock.ts'
import type { ComposeOptions } from '#server/lay-foundation.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { readOperator } from '#server/read-operator.ts'

/** Opens the installation for as long as a command needs it, whether its server runs or not. */
export async function withInstallation(
  config: Config,
  use: (installation: OpenInstallation) => Promise<void>,
  { beside }: Pick<ComposeOptions, 'beside'> = {},
): Promise<void> {
  const { partners } = readPartners(config, process.env, new Date())
  const installation = await openInstallation({
    config,
    clock: createSteadyClock(),
    logger: createLogger({ level: 'silent' }),
    operator: readOperator(config),
    openPartners: (decoder) => [
      createBuiltinPartner({ darkroom: openDarkroom(decoder) }),
      ...enablePartners(partners),
    ],
    studioFolder: fileURLToPath(new URL('../../../studio/dist/', import.meta.url)),
    ...(beside === undefined ? {} : { beside }),
  })
  try {
    await use(installation)
  } finally {
    await installation.close()
  }
}
