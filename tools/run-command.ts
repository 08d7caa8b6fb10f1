import { spawn } from 'node:child_process'

export interface Outcome {
  name: string
  isGood: boolean
  output: string
  seconds: number
}

/** Runs one command to its end; its output is kept for when it fails. */
export async function runCommand(name: string, command: string, args: readonly string[]): Promise<Outcome> {
  const startedAt = performance.now()
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  child.stderr.on('data', (piece: Buffer) => pieces.push(piece))
  const { promise, resolve } = Promise.withResolvers<boolean>()
  child.once('error', () => resolve(false))
  child.once('close', (code) => resolve(code === 0))
  const isGood = await promise
  const output = Buffer.concat(pieces).toString('utf8')
  return { name, isGood, output, seconds: (performance.now() - startedAt) / 1000 }
}

export function tell({ name, isGood, output, seconds }: Outcome): void {
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)\n`)
  if (!isGood) process.stdout.write(`${output}\n`)
}
