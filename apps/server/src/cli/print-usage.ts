import type { OpenInstallation } from '#server/compose.ts'

/** Prints how much the service was used, by day. */
export async function printUsage({ analytics }: OpenInstallation): Promise<void> {
  const counts = await analytics.countUsage()
  const lines = counts.map(({ countedOn, event, detail, atLeast }) =>
    `${countedOn}  ${event.padEnd(20)}  ${String(atLeast).padStart(7)} or more  ${detail}`.trimEnd(),
  )
  const end = 'Today is not shown, nor what fewer than twenty did, nor anybody who objected.'
  process.stdout.write(`${[...lines, end].join('\n')}\n`)
}
