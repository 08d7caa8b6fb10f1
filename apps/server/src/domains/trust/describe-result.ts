import type { SignedAuditRun } from '#contract'
import { auditReasons } from '#policies/live-checks.ts'
import { countWords } from './result.ts'

type RunResult = SignedAuditRun['run']['results'][number]

/** What one check came to, in words: why, and how much was looked at. */
export function describeResult({ reason, scanned }: Pick<RunResult, 'reason' | 'scanned'>): string {
  const reasons: Readonly<Record<string, { en: string }>> = auditReasons
  const said = reasons[reason]?.en ?? reason
  const counts = describeCounts(scanned)
  return counts === '' ? said : `${said} (${counts})`
}

export function describeCounts(scanned: RunResult['scanned']): string {
  const words: Readonly<Record<string, readonly [string, string]>> = countWords
  return Object.entries(scanned)
    .map(([name, count]) => {
      const [one = name, many = name] = words[name] ?? []
      return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
    })
    .join(', ')
}
