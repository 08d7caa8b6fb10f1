import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Part } from './part.ts'

export interface Assessment {
  /** ISO 8601. */
  startedAt: string
  finishedAt: string
  /** Of package.json, and the commit where there is one. */
  version: string
  commit: string | undefined
  parts: readonly Part[]
}

export const countFindings = ({ parts }: Assessment) =>
  parts.reduce((sum, { findings }) => sum + findings.length, 0)

/** The assessment as a page to read. */
export function describeAssessment(assessment: Assessment): string {
  const { startedAt, finishedAt, version, commit, parts } = assessment
  const count = countFindings(assessment)
  const skipped = parts.filter((part) => part.skipped !== undefined)
  const summary = [
    count === 0 ? 'Nothing was found.' : `${count} to be mended.`,
    ...(skipped.length === 0 ? [] : [`Not looked at: ${skipped.map(({ name }) => name).join(', ')}.`]),
  ]
  return [
    `# Security assessment of ${startedAt.slice(0, 10)}`,
    `GPTImage ${version}${commit === undefined ? '' : ` at ${commit}`}, from ${startedAt} to ${finishedAt}.`,
    `**${summary.join(' ')}**`,
    ...parts.map(describePart),
    '',
  ].join('\n\n')
}

function describePart({ name, looked, skipped, findings, notes = [] }: Part): string {
  const lines = [
    ...(skipped === undefined ? [] : [`Not looked at. ${skipped}`]),
    ...(skipped === undefined && findings.length === 0 ? ['Nothing was found.'] : []),
    ...findings.map((finding) => `- ${finding}`),
    ...notes.map((note) => `- Note: ${note}`),
  ]
  return [`## ${name}`, `Looked at: ${looked}.`, lines.join('\n')].join('\n\n')
}

/** Writes the report as text and as JSON, with what goes beside it, into a folder of its own day and minute. Returns the folder. */
export async function writeReport(
  place: string,
  assessment: Assessment,
  beside: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = join(place, assessment.startedAt.slice(0, 16).replaceAll(/[:T]/g, '-'))
  await mkdir(folder, { recursive: true })
  const files = {
    'report.md': describeAssessment(assessment),
    'report.json': `${JSON.stringify(assessment, null, 2)}\n`,
    ...beside,
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}
