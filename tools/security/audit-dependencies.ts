import * as z from 'zod/mini'
import type { Part } from './part.ts'

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const
/** From here on a known weakness is to be mended before anything else. */
const mended: readonly string[] = ['moderate', 'high', 'critical']

const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ name: z.string(), severity: z.enum(severities), range: z.string() }),
  ),
  metadata: z.object({ dependencies: z.object({ total: z.int() }) }),
})

/** What `npm audit --json` printed. An answer that is none means that nobody looked, which is not that nothing was found. */
export function readAudit(output: string): Part {
  const parsed = report.safeParse(parse(output))
  if (!parsed.success)
    return {
      name: 'known weaknesses',
      looked: 'nothing',
      skipped: `The registry did not answer the question (${reasonOf(output)}). Ask it where it does: npm audit.`,
      findings: [],
    }
  const { vulnerabilities, metadata } = parsed.data
  const known = Object.values(vulnerabilities).map(({ name, severity, range }) => ({
    isMended: mended.includes(severity),
    sentence: `${name} ${range} has a known weakness: ${severity}.`,
  }))
  return {
    name: 'known weaknesses',
    looked: `${metadata.dependencies.total} packages`,
    findings: known.filter(({ isMended }) => isMended).map(({ sentence }) => sentence),
    notes: known.filter(({ isMended }) => !isMended).map(({ sentence }) => sentence),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const failure = z.object({
  statusCode: z.optional(z.int()),
  error: z.object({ code: z.optional(z.string()) }),
})

/** The registry's own text may be long and is not ours: its code alone. */
function reasonOf(output: string): string {
  const parsed = failure.safeParse(parse(output))
  const code = parsed.success ? (parsed.data.error.code ?? parsed.data.statusCode) : undefined
  return code === undefined ? 'no code was given' : String(code).slice(0, 40)
}
