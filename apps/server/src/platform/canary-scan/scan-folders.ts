import { type Dirent } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { type CanaryHit, type Needle, needlesOf, scanBytes, windowBytes } from './canary-scan.ts'

export interface CanaryReport {
  bytesRead: number
  filesRead: number
  /** Files that were written before `since`, and were not read. */
  filesPassedOver: number
  hits: CanaryHit[]
}

/** A folder to be searched. */
export interface ScanPlace {
  folder: string
  /** Only what was written since: what is older cannot hold a marker that was made then. */
  since?: Date
  /** How many folders deep; absent: to the ground. */
  deepest?: number
}

/** The time of a file is another clock's than the one that says since when. */
const marginMs = 60_000

/** Reads every file below the folders, in overlapping windows, and reports where a marker lies. */
export const scanFolders = (folders: readonly string[], markers: readonly string[]): Promise<CanaryReport> =>
  scanPlaces(
    folders.map((folder) => ({ folder })),
    markers,
  )

/** The same of places, each within its bounds. A folder that is not there holds nothing. */
export async function scanPlaces(
  places: readonly ScanPlace[],
  markers: readonly string[],
): Promise<CanaryReport> {
  const needles = needlesOf(markers)
  const overlap = Math.max(...needles.map((needle) => needle.bytes.length))
  const scan: Scan = {
    needles,
    overlap,
    window: Buffer.alloc(windowBytes),
    report: { bytesRead: 0, filesRead: 0, filesPassedOver: 0, hits: [] },
  }
  for (const place of places) {
    for (const entry of await list(place)) {
      const path = join(entry.parentPath, entry.name)
      if (!entry.isFile() || isTooDeep(place, path)) continue
      if (await isOlder(path, place.since)) scan.report.filesPassedOver += 1
      else await scanFile(path, scan)
    }
  }
  return scan.report
}

async function list({ folder, deepest }: ScanPlace): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive: deepest !== 0, withFileTypes: true })
  } catch {
    // Gone meanwhile, or never made, or another user's.
    return []
  }
}

const isTooDeep = ({ folder, deepest }: ScanPlace, path: string) =>
  deepest !== undefined && relative(folder, path).split(sep).length - 1 > deepest

async function isOlder(path: string, since: Date | undefined): Promise<boolean> {
  if (since === undefined) return false
  try {
    const { mtimeMs, ctimeMs } = await stat(path)
    return Math.max(mtimeMs, ctimeMs) < since.getTime() - marginMs
  } catch {
    // Gone between the listing and the look at it.
    return true
  }
}

interface Scan {
  needles: readonly Needle[]
  overlap: number
  window: Buffer
  report: CanaryReport
}

async function scanFile(path: string, { needles, overlap, window, report }: Scan): Promise<void> {
  const file = await openIfThere(path)
  if (file === undefined) return
  await using closing = { [Symbol.asyncDispose]: () => file.close() }
  void closing
  report.filesRead += 1
  let at = 0
  for (;;) {
    const { bytesRead } = await file.read(window, 0, windowBytes, at)
    if (bytesRead === 0) return
    report.hits.push(...scanBytes(path, window.subarray(0, bytesRead), needles))
    report.bytesRead += bytesRead
    if (bytesRead < windowBytes) return
    at += windowBytes - overlap
  }
}

async function openIfThere(path: string) {
  try {
    return await open(path, 'r')
  } catch {
    // A file of a living database can go between the listing and the reading.
    return undefined
  }
}
