import type { Model, Quality } from '#contract'
import type { EnabledPartner, ModelDescription, PartnerDescription } from '#partner-spec'
import { AppError } from '#server/kernel/app-error.ts'
import { checkTerms } from './check-terms.ts'

/** What a person asks of a model, without the prompt. Sizes are pixels. */
export interface ModelRequest {
  model: string
  widthPx: number
  heightPx: number
  count: number
  seed?: number | undefined
  background?: 'scene' | 'transparent' | undefined
  quality?: Quality | undefined
  references?: readonly string[] | undefined
  mask?: string | undefined
}

export interface CatalogueEntry {
  model: ModelDescription
  partner: EnabledPartner
}

/** The models of every enabled partner. */
export interface Catalogue {
  /** In the words of the contract, in the order of the configuration; as for a person who keeps to no regions. */
  list(): Model[]
  /** @throws AppError models/unknown */
  requireModel(id: string): CatalogueEntry
  /** @throws AppError models/* that names the nearest value the model takes */
  checkRequest(request: ModelRequest): CatalogueEntry
  /** The highest age that an enabled partner asks; years. */
  minimumAge(): number
  partners(): readonly EnabledPartner[]
}

/** @throws StartupFault for a partner that must not be enabled, or an id that two models share */
export function createCatalogue({ partners }: { partners: readonly EnabledPartner[] }): Catalogue {
  const entries = new Map<string, CatalogueEntry>()
  for (const partner of partners) {
    checkTerms(partner.description)
    for (const model of partner.description.models) {
      if (entries.has(model.id)) throw new Error('two models have one id')
      entries.set(model.id, { model, partner })
    }
  }
  const requireModel = (id: string) => {
    const entry = entries.get(id)
    if (entry === undefined) throw new AppError('models/unknown')
    return entry
  }
  return {
    list: () => [...entries.values()].map(({ model, partner }) => present(model, partner.description)),
    requireModel,
    checkRequest(request) {
      const entry = requireModel(request.model)
      checkAgainst(entry.model, request)
      return entry
    },
    minimumAge: () => Math.max(0, ...partners.map(({ description }) => description.terms.minimumAge)),
    partners: () => partners,
  }
}

function checkAgainst(model: ModelDescription, request: ModelRequest): void {
  const { widthPx, heightPx, count } = request
  if (!model.sizes.some((size) => size.widthPx === widthPx && size.heightPx === heightPx)) {
    throw new AppError('models/size-not-supported', {
      ...findNearestSize(model, request),
    })
  }
  if (!Number.isInteger(count) || count < 1 || count > model.maximumCount) {
    throw new AppError('models/count-not-supported', {
      maximumCount: model.maximumCount,
    })
  }
  if (request.seed !== undefined && !model.takesSeed) {
    throw new AppError('models/option-not-supported', { field: 'seed' })
  }
  if (request.background === 'transparent' && !model.transparentBackground) {
    throw new AppError('models/option-not-supported', { field: 'background' })
  }
  checkInputs(model, request)
}

function checkInputs(model: ModelDescription, { quality, references = [], mask }: ModelRequest): void {
  if (quality !== undefined && !model.qualities.includes(quality)) {
    throw new AppError('models/option-not-supported', { field: 'quality' })
  }
  if (references.length > model.maximumReferences) {
    throw new AppError('models/references-not-supported', { maximumReferences: model.maximumReferences })
  }
  if (mask !== undefined && !model.takesMask) {
    throw new AppError('models/option-not-supported', { field: 'mask' })
  }
}

/** Nearest by shape first, then by area: a tall wish stays tall. */
function findNearestSize(model: ModelDescription, wish: { widthPx: number; heightPx: number }) {
  const distance = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }) => {
    const shape = Math.abs(
      Math.log(widthPx / heightPx) - Math.log(Math.max(wish.widthPx, 1) / Math.max(wish.heightPx, 1)),
    )
    const area = Math.abs(Math.log(widthPx * heightPx) - Math.log(Math.max(wish.widthPx * wish.heightPx, 1)))
    return shape * 4 + area
  }
  return [...model.sizes].sort((one, other) => distance(one) - distance(other))[0]
}

function present(model: ModelDescription, partner: PartnerDescription): Model {
  const { terms } = partner
  return {
    id: model.id,
    name: model.name,
    ...(model.label === undefined ? {} : { label: model.label }),
    sizes: model.sizes.map((size) => ({ ...size })),
    maximumCount: model.maximumCount,
    seed: model.takesSeed,
    transparentBackground: model.transparentBackground,
    partials: model.sendsPartials,
    maximumReferences: model.maximumReferences,
    masks: model.takesMask,
    qualities: [...model.qualities],
    creditsPerImage: model.creditsPerImage,
    ...(model.creditsByQuality === undefined ? {} : { creditsByQuality: { ...model.creditsByQuality } }),
    usualSeconds: model.usualSeconds,
    promptMaximumBytes: model.promptMaximumBytes,
    handling: {
      partnerId: partner.id,
      partner: partner.name,
      region: terms.region,
      retentionSeconds: Math.max(
        terms.inputRetentionSeconds,
        terms.outputRetentionSeconds,
        terms.logRetentionSeconds,
      ),
      leavesInstallation: partner.leavesInstallation,
      isAllowed: true,
    },
  }
}
