/** What may be said about an error: its class and its code, and the same of what caused it. Never its message. */
export interface ErrorFacts {
  type: string
  code?: string
  /** The place in our own code where it arose: file and line, no values. */
  at?: string
  cause?: ErrorFacts
}

const safeName = /^[\w$.]{1,60}$/
const safeCode = /^[\w/-]{1,60}$/

export function describeError(error: unknown, depth = 0): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const name = error.constructor.name
  const at = findPlace(error)
  return {
    type: safeName.test(name) ? name : 'Error',
    ...(safeCode.test(code) ? { code } : {}),
    ...(at === undefined ? {} : { at }),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  }
}

/** The first frame in our own files. A message comes before the frames and may hold lines that look like one. */
function findPlace(error: Error): string | undefined {
  const { stack = '', message } = error
  const end = stack.indexOf(message)
  const frames = message === '' || end === -1 ? stack : stack.slice(end + message.length)
  return /\/((?:apps|packages)\/[\w./-]{1,120}\.ts:\d+):\d+\)?$/m.exec(frames)?.[1]
}
