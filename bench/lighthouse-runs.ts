import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { findChromium } from '../tools/chromium.ts'
import { quantile } from './figure.ts'

const run = promisify(execFile)
const version = '13.5.0'
/** Not a dependency: 176 MB and 114 packages that nothing else needs. It is fetched when it is first asked for. */
const folder = new URL(`../node_modules/.gptimage-lighthouse-${version}/`, import.meta.url).pathname
const program = join(folder, 'node_modules', 'lighthouse', 'cli', 'index.js')
const longestRunMs = 180_000
const attempts = 3

/** Its own settings: a phone on a slow line, or a desktop on a fast one; both calculated from one load. */
export type Preset = 'mobile' | 'desktop'

const category = z.object({ score: z.number() })
const report = z.object({
  runtimeError: z.optional(z.object({ message: z.string() })),
  environment: z.object({ benchmarkIndex: z.number() }),
  categories: z.object({
    performance: category,
    accessibility: category,
    'best-practices': category,
    seo: category,
  }),
  audits: z.object({
    'largest-contentful-paint': z.object({ numericValue: z.number() }),
    'total-blocking-time': z.object({ numericValue: z.number() }),
  }),
})

export type Category = keyof z.infer<typeof report>['categories']

/** Medians of several runs: scores of 100, milliseconds, and how fast this machine was (a desktop has 1500 to 2500). */
export interface Judged {
  scores: Readonly<Record<Category, number>>
  paintMs: number
  blockedMs: number
  machine: number
}

export interface Page {
  url: string
  cookie?: string
}

export async function ensureLighthouse(): Promise<void> {
  if (existsSync(program)) return
  process.stdout.write(`Installing lighthouse ${version} …\n`)
  await mkdir(folder, { recursive: true })
  const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await run('npm', ['install', ...flags, `lighthouse@${version}`], { cwd: folder })
}

export async function judge(page: Page, preset: Preset, times: number): Promise<Judged> {
  const reports: z.infer<typeof report>[] = []
  for (let time = 0; time < times; time += 1) reports.push(await judgePatiently(page, preset))
  const median = (read: (one: z.infer<typeof report>) => number) => quantile(reports.map(read), 0.5)
  const score = (name: Category) => Math.round(100 * median((one) => one.categories[name].score))
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    paintMs: median(({ audits }) => audits['largest-contentful-paint'].numericValue),
    blockedMs: median(({ audits }) => audits['total-blocking-time'].numericValue),
    machine: median(({ environment }) => environment.benchmarkIndex),
  }
}

/** On a busy machine a load is sometimes not recorded at all: it is taken again. */
async function judgePatiently(page: Page, preset: Preset): Promise<z.infer<typeof report>> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await judgeOnce(page, preset)
    } catch (error) {
      if (left === 1) throw error
    }
  }
}

async function judgeOnce({ url, cookie }: Page, preset: Preset): Promise<z.infer<typeof report>> {
  const scratch = await mkdtemp(join(tmpdir(), 'gptimage-lighthouse-'))
  try {
    const path = join(scratch, 'report.json')
    const flags = [
      url,
      '--output=json',
      `--output-path=${path}`,
      '--quiet',
      '--no-enable-error-reporting',
      // The studio listens for as long as it is open: its network is never still.
      '--max-wait-for-load=10000',
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
      ...(preset === 'desktop' ? ['--preset=desktop'] : []),
      ...(cookie === undefined ? [] : [`--extra-headers=${JSON.stringify({ Cookie: cookie })}`]),
    ]
    const env = { ...process.env, CHROME_PATH: findChromium() ?? '', TMPDIR: scratch }
    await run(process.execPath, [program, ...flags], { env, timeout: longestRunMs })
    const read = report.parse(JSON.parse(await readFile(path, 'utf8')))
    if (read.runtimeError !== undefined) throw new Error(read.runtimeError.message)
    return read
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
