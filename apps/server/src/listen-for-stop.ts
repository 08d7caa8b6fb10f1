export interface Stopping {
  /** Resolves when this process is asked to stop, with the code to end with: 0, or 1 after a defect. */
  asked: Promise<number>
  /** Aborts at the same moment. */
  signal: AbortSignal
  /** Aborts when it is asked again: what runs is not waited for. */
  hurry: AbortSignal
  /** Says who is told of what nobody caught. */
  onDefect(tell: (error: unknown) => void): void
}

/** A signal to the whole group reaches us twice: directly, and passed on by the program that started us. */
const sameAskingMs = 500

/**
 * Listens for Ctrl-C, a closed terminal, a request to end, and for what nobody caught. Whatever it is, the caller stops in
 * order: a process that just ends leaves its database running.
 */
export function listenForStop(): Stopping {
  const asked = Promise.withResolvers<number>()
  const first = new AbortController()
  const hurry = new AbortController()
  let firstAt: number | undefined
  let tell: ((error: unknown) => void) | undefined
  const ask = (code: number) => {
    firstAt ??= performance.now()
    if (performance.now() - firstAt > sameAskingMs) hurry.abort()
    asked.resolve(code)
    first.abort()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ask(0))
  process.on('uncaughtException', (error) => {
    tell?.(error)
    ask(1)
  })
  // Whoever reads our output may go away, as a terminal does; that ends nothing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreGoneReader)
  return {
    asked: asked.promise,
    signal: first.signal,
    hurry: hurry.signal,
    onDefect: (next) => {
      tell = next
    },
  }
}

function ignoreGoneReader(): void {
  return undefined
}
