import { createFalQueuePartner, type FalQueueModel } from '#dialects/fal-queue'
import { createOpenaiImagesPartner, type OpenaiImagesModel } from '#dialects/openai-images'
import type { EnabledPartner, ModelDescription, PartnerDescription } from '#partner-spec'
import { type Config, type Environment, readSettingsText } from './config/index.ts'
import { type PartnerSettings, type ReadPartners, readPartnersFile, termsOf } from './domains/models/index.ts'

/**
 * Reads the file of partners that the configuration names; none: no partner beside the built-in one.
 *
 * @throws ConfigFaults with everything that keeps a partner from being used
 */
export function readPartners(config: Config, environment: Environment, now: Date): ReadPartners {
  if (config.partnersFile === undefined) return { partners: [], ageing: [] }
  return readPartnersFile(readSettingsText('PARTNERS_FILE', config.partnersFile), { environment, now })
}

type Stated = PartnerSettings['models'][number]

/** Makes stated partners ready to be used, each in its dialect. */
export const enablePartners = (partners: readonly PartnerSettings[]): EnabledPartner[] =>
  partners.map((settings) => dialects[settings.dialect](settings))

const dialects: Readonly<Record<PartnerSettings['dialect'], (settings: PartnerSettings) => EnabledPartner>> =
  {
    'openai-images': (settings) =>
      createOpenaiImagesPartner({
        description: describe(settings),
        baseUrl: settings.baseUrl,
        key: () => settings.key?.reveal(),
        models: new Map(settings.models.map((model) => [model.id, toOpenaiWire(model)])),
      }),
    'fal-queue': ({ deletionCall, ...settings }) =>
      createFalQueuePartner({
        description: describe(settings),
        baseUrl: settings.baseUrl,
        key: () => settings.key?.reveal(),
        models: new Map(settings.models.map((model) => [model.id, toFalWire(model)])),
        resultHosts: settings.resultHosts,
        ...(deletionCall === undefined
          ? {}
          : { deletion: { baseUrl: deletionCall.baseUrl, key: () => deletionCall.key.reveal() } }),
      }),
  }

const describe = (settings: PartnerSettings): PartnerDescription => ({
  id: settings.id,
  name: settings.name,
  terms: termsOf(settings),
  slots: settings.slots,
  leavesInstallation: true,
  models: settings.models.map(describeModel),
})

function describeModel(model: Stated): ModelDescription {
  const { credits } = model
  return {
    id: model.id,
    name: model.name,
    sizes: model.sizes.map(readSize),
    maximumCount: model.maximumCount,
    takesSeed: model.takesSeed,
    transparentBackground: model.transparentBackground,
    sendsPartials: model.sendsPartials,
    maximumReferences: model.maximumReferences,
    takesMask: model.takesMask,
    qualities: model.qualities,
    usualSeconds: model.usualSeconds,
    promptMaximumBytes: model.promptMaximumBytes,
    ...(typeof credits === 'number'
      ? { creditsPerImage: credits }
      : { creditsPerImage: credits[usualQuality(model) ?? 'medium'] ?? 0, creditsByQuality: credits }),
  }
}

function readSize(text: string) {
  const [widthPx = 0, heightPx = 0] = text.split('x').map(Number)
  return { widthPx, heightPx }
}

/** Where a person chooses none: the middle one, or the cheapest. */
const usualQuality = ({ qualities }: Stated) => (qualities.includes('medium') ? 'medium' : qualities[0])

function toOpenaiWire(model: Stated): OpenaiImagesModel {
  const prices = toOpenaiPrices(model.prices)
  return {
    wireName: model.wireName,
    asksForBase64: model.asksForBase64,
    sendsPartials: model.sendsPartials,
    usualQuality: usualQuality(model),
    ...(prices === undefined ? {} : { prices }),
  }
}

function toFalWire(model: Stated): FalQueueModel {
  const { wireName, referencesField: field, editWireName = wireName } = model
  const prices = toFalPrices(model.prices)
  return {
    wireName,
    takesSeed: model.takesSeed,
    ...(field === undefined ? {} : { references: { wireName: editWireName, field } }),
    ...(prices === undefined ? {} : { prices }),
  }
}

const micros = (dollars: number) => Math.round(dollars * 1_000_000)

function toOpenaiPrices(prices: Stated['prices']): OpenaiImagesModel['prices'] {
  if (prices?.unit === 'image') {
    const byQuality = Object.entries(prices.perImageByQuality ?? {})
    return {
      unit: 'image',
      perImage: micros(prices.perImage),
      perImageByQuality: Object.fromEntries(byQuality.map(([quality, price]) => [quality, micros(price)])),
    }
  }
  if (prices?.unit !== 'token') return undefined
  return {
    unit: 'token',
    textInput: micros(prices.textInput),
    imageInput: micros(prices.imageInput),
    imageOutput: micros(prices.imageOutput),
    ...(prices.textOutput === undefined ? {} : { textOutput: micros(prices.textOutput) }),
  }
}

function toFalPrices(prices: Stated['prices']): FalQueueModel['prices'] {
  if (prices?.unit === 'image') return { unit: 'image', perImage: micros(prices.perImage) }
  return prices?.unit === 'billable-unit'
    ? { unit: 'billable-unit', perUnit: micros(prices.perUnit) }
    : undefined
}
