import { dirname } from 'node:path'
import { needlesOf, scanApart, type ScanPlace } from '#server/platform/canary-scan/index.ts'
import { findLogFile } from '../checks/log.ts'
import type { Look } from '../parts.ts'
import type { Scanned } from '../result.ts'
import { listTables, searchRows, writeToFiles } from './own-rows.store.ts'

const kilobyte = 1024

/**
 * Looks for a marker wherever bytes of this installation can lie: data folder with database and write-ahead log, temporary
 * files, the log and the figures. Where the database is elsewhere its rows are searched.
 */
export async function searchEverywhere(look: Look, marker: string, signal: AbortSignal): Promise<Scanned> {
  const { parts, server } = look
  if (parts.isDatabaseHere) await writeToFiles(parts.database)
  const report = await scanApart(await listPlaces(look), [marker], signal)
  const inRows = parts.isDatabaseHere ? undefined : await searchTables(look, marker)
  const figures = await server?.ask('/metrics')
  const inFigures = figures?.status === 200 && figures.bytes.includes(marker) ? 1 : 0
  return {
    files: report.filesRead,
    'unchanged-files': report.filesPassedOver,
    kilobytes: Math.round(report.bytesRead / kilobyte),
    ...(inRows === undefined ? {} : { tables: inRows.tables }),
    hits: report.hits.length + (inRows?.hits ?? 0) + inFigures,
  }
}

async function listPlaces({ parts, startedAt, server }: Look): Promise<ScanPlace[]> {
  const log = server === undefined ? undefined : await findLogFile(server.pid)
  return [
    { folder: parts.dataDir, since: startedAt },
    { folder: parts.temporaryFolder, since: startedAt, deepest: 1 },
    ...(log === undefined ? [] : [{ folder: dirname(log), since: startedAt, deepest: 0 }]),
  ]
}

/** Bytes stand in a row's text as hexadecimal digits. */
async function searchTables({ parts }: Look, marker: string): Promise<{ tables: number; hits: number }> {
  const readable = /^(?:raw|hex|base64|base64url)\b/
  const words = needlesOf([marker])
    .filter(({ form }) => readable.test(form))
    .map(({ bytes }) => bytes.toString('latin1').replaceAll(/[^\w-]/g, '.'))
  const found = await searchRows(parts.database, words)
  const tables = await listTables(parts.database)
  return { tables: tables.length, hits: [...found.values()].reduce((sum, count) => sum + count, 0) }
}
