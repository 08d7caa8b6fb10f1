/** What this dialect must know of a model beside what a person sees of it. */
export interface FalQueueModel {
  /** What the partner calls it, such as `fal-ai/flux/dev`. */
  wireName: string
  /** How it takes pictures; absent: it draws from words alone. */
  references?: {
    /** Where it takes them under another name, such as `fal-ai/flux-2/edit`. */
    wireName: string
    field: 'image_url' | 'image_urls'
  }
  takesSeed: boolean
  prices?: Prices
}

/** The partner's own price; millionths of a US dollar. */
export type Prices =
  | { unit: 'image'; perImage: number }
  /** For what the partner counts, a megapixel mostly, and tells in `x-fal-billable-units`. */
  | { unit: 'billable-unit'; perUnit: number }

/**
 * Below which the status, the result and the end of a request lie: owner and app, without the path of the endpoint.
 *
 * @see fal-ai/fal-js at 381105e (2026-08-02), libs/client/src/utils.ts, parseEndpointId
 */
export function appOf(wireName: string): string {
  const parts = wireName.split('/')
  const isInNamespace = parts[0] === 'workflows' || parts[0] === 'comfy'
  return parts.slice(0, isInNamespace ? 3 : 2).join('/')
}

/** What the partner's bill will say; millionths of a US dollar, rounded up. Undefined when nobody knows. */
export function priceOf(
  { prices }: FalQueueModel,
  drawn: { images: number; billableUnits: number | undefined },
): number | undefined {
  if (prices === undefined) return undefined
  if (prices.unit === 'image') return prices.perImage * drawn.images
  return drawn.billableUnits === undefined ? undefined : Math.ceil(prices.perUnit * drawn.billableUnits)
}
