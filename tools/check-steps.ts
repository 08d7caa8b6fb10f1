import { type Outcome, runCommand } from './run-command.ts'

const node = process.execPath
const program = (name: string) => `node_modules/.bin/${name}`
const typescript = 'node_modules/typescript/bin/tsc'

/** Everything that is checked without running the product. */
const steps: readonly (readonly [string, string, readonly string[]])[] = [
  ['format', program('biome'), ['format', '.']],
  ['lint', program('oxlint'), ['--deny-warnings']],
  ['types', node, [typescript, '-p', 'tsconfig.json']],
  ['types of the studio', node, [typescript, '-p', 'apps/studio/tsconfig.json']],
  ['types of the workers', node, [typescript, '-p', 'apps/studio/src/workers/tsconfig.json']],
  ['boundaries', node, ['tools/check-boundaries.ts']],
  ['unused code', program('knip'), ['--no-progress']],
  ['inventory', node, ['tools/check-inventory.ts']],
  ['policy version', node, ['tools/check-policy-version.ts']],
  ['docs in step', node, ['tools/check-docs.ts']],
]

/** Runs the steps two at a time, as this project's smallest machine has two cores. */
export async function runCheckSteps(onEnd: (outcome: Outcome) => void): Promise<Outcome[]> {
  const waiting = [...steps]
  const outcomes: Outcome[] = []
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const outcome = await runCommand(...next)
      outcomes.push(outcome)
      onEnd(outcome)
    }
  }
  await Promise.all([work(), work()])
  return outcomes
}
