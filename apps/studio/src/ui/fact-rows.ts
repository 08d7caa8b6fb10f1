import type { GenerationView, Model } from '#contract'
import { t } from '../messages/messages.ts'
import { formatBytes, formatElapsed, formatRetention, formatStamp } from '../messages/moments.ts'
import { tf } from '../messages/facts/messages.ts'

/** What is known of a finished picture, wherever it lies. Moments are ms; what is absent is not known. */
export interface PictureSource {
  generationId: string
  modelName: string
  modelLabel: string | undefined
  handling: Model['handling'] | undefined
  asked: { widthPx: number; heightPx: number }
  got: { widthPx?: number | undefined; heightPx?: number | undefined }
  mediaType: string | undefined
  sizeBytes: number | undefined
  quality: GenerationView['quality']
  background: GenerationView['background']
  /** Undefined where the model takes none. */
  seed: number | undefined
  count: number
  quotedCredits: number | undefined
  askedAt: number
  startedAt: number | undefined
  endedAt: number | undefined
  references: number
  hasMask: boolean
}

export interface FactRow {
  name: string
  value: string
  /** Where more of it stands, with what is read there. */
  more?: { href: string; text: string }
}

/** What was asked and what came, what it cost, what left this server and where to: in the same order for every picture. */
export function factRowsOf(source: PictureSource): readonly FactRow[] {
  const { modelName, modelLabel, quality, background, seed } = source
  return [
    { name: tf('fact.size'), value: sizeOf(source) },
    ...fileRow(source),
    { name: tf('fact.model'), value: modelLabel === undefined ? modelName : `${modelName} · ${modelLabel}` },
    ...(quality === undefined ? [] : [{ name: t('quality.label'), value: t(`quality.${quality}`) }]),
    ...(background === 'scene' ? [] : [{ name: t('background.label'), value: t('background.transparent') }]),
    ...(seed === undefined ? [] : [{ name: t('seed.label'), value: String(seed) }]),
    ...costRow(source),
    { name: tf('fact.asked-at'), value: formatStamp(source.askedAt) },
    ...timeRow(source),
    ...sentRows(source),
  ]
}

/** The same in one line, for where there is little room. */
export function factLineOf(source: PictureSource): string {
  const { modelName, handling } = source
  return [
    modelName,
    sizeOf(source),
    ...(handling === undefined
      ? []
      : [handling.leavesInstallation ? partnerOf(handling) : tf('large.stayed')]),
  ].join(' · ')
}

function sizeOf({ asked, got: { widthPx, heightPx } }: PictureSource): string {
  const wanted = { width: asked.widthPx, height: asked.heightPx }
  if (widthPx === undefined || heightPx === undefined) return t('size.pixels', wanted)
  if (widthPx === asked.widthPx && heightPx === asked.heightPx) return t('size.pixels', wanted)
  return tf('large.size-got', { ...wanted, gotWidth: widthPx, gotHeight: heightPx })
}

function fileRow({ mediaType, sizeBytes }: PictureSource): FactRow[] {
  if (mediaType === undefined || sizeBytes === undefined) return []
  const kind = mediaType.replace('image/', '').toUpperCase()
  return [{ name: tf('fact.file'), value: `${kind} · ${formatBytes(sizeBytes)}` }]
}

function costRow({ quotedCredits, count }: PictureSource): FactRow[] {
  if (quotedCredits === undefined) return []
  return [{ name: tf('fact.cost'), value: t('facts.credits', { credits: quotedCredits / count }) }]
}

function timeRow({ startedAt, endedAt, count }: PictureSource): FactRow[] {
  if (startedAt === undefined || endedAt === undefined) return []
  const time = formatElapsed(Math.max(1000, endedAt - startedAt))
  return [{ name: tf('fact.took'), value: tf('fact.took-for', { time, count }) }]
}

function sentRows({ handling, references, hasMask, generationId }: PictureSource): FactRow[] {
  if (handling === undefined) return []
  if (!handling.leavesInstallation) return [{ name: tf('fact.sent'), value: tf('fact.stayed') }]
  const { partner, region, retentionSeconds } = handling
  return [
    {
      name: tf('fact.sent'),
      value: tf('fact.sent-what', { references, masks: hasMask ? 1 : 0, partner }),
      more: {
        href: `/account/shared?${new URLSearchParams({ generation: generationId })}`,
        text: tf('fact.sent-see'),
      },
    },
    {
      name: tf('fact.kept'),
      value: tf('fact.kept-for', { time: formatRetention(retentionSeconds), region }),
    },
  ]
}

const partnerOf = ({ partner, region, retentionSeconds }: Model['handling']): string =>
  tf('large.sent', { partner, region, time: formatRetention(retentionSeconds) })
