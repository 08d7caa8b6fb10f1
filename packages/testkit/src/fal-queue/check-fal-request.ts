import { type FalRequest, InvalidFalRequest, modelError } from './fal-request.ts'

/*
 * The rules of a submission, written from the documentation alone: fal.ai/docs/api-reference/inference-api,
 * fal.ai/docs/documentation/model-apis/common-parameters, and the input schemas of the models named here
 * (fal.ai/models/fal-ai/flux-1/schnell/llms.txt, fal.ai/models/fal-ai/flux-2/api), read 2026-11-24.
 */

type Rule = (value: unknown) => boolean

const wholeFrom =
  (least: number, most: number): Rule =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
const isText: Rule = (value) => typeof value === 'string' && value !== ''
const isTruth: Rule = (value) => typeof value === 'boolean'
const isSize: Rule = (value) =>
  isObject(value) && wholeFrom(1, 14_142)(value['width']) && wholeFrom(1, 14_142)(value['height'])
const isDataUrl: Rule = (value) =>
  typeof value === 'string' &&
  /^data:image\/(?:png|jpeg|webp);base64,(?:[A-Za-z\d+/]{4})+(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(
    value,
  )

const shared: Readonly<Record<string, Rule>> = {
  prompt: isText,
  image_size: isSize,
  num_images: wholeFrom(1, 4),
  seed: wholeFrom(0, 2 ** 32 - 1),
  sync_mode: isTruth,
  enable_safety_checker: isTruth,
  output_format: (value) => value === 'png' || value === 'jpeg',
}
const endpoints: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  'fal-ai/flux-1/schnell': shared,
  'fal-ai/flux-2': shared,
  'fal-ai/flux-2/edit': {
    ...shared,
    image_urls: (value) => Array.isArray(value) && value.length > 0 && value.every(isDataUrl),
  },
}

/** Names of platform headers that change what is kept or tried; each must say what the documentation lets it say. */
const headerRules: Readonly<Record<string, RegExp>> = {
  'x-fal-store-io': /^[01]$/,
  'x-fal-no-retry': /^[01]$/,
  'x-app-fal-disable-fallback': /^(?:1|true)$/,
  'x-fal-request-timeout': /^\d+(?:\.\d+)?$/,
  'x-fal-object-lifecycle-preference': /^\{.*\}$/,
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @throws InvalidFalRequest for the first thing that is not allowed */
export function checkFalRequest(
  endpoint: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  bytes: Buffer,
): FalRequest {
  const rules = endpoints[endpoint]
  if (rules === undefined) throw new InvalidFalRequest(404, 'no such application')
  for (const [name, rule] of Object.entries(headerRules)) {
    const value = headers[name]
    if (value !== undefined && !rule.test(String(value))) throw new InvalidFalRequest(400, `header ${name}`)
  }
  if (headers['content-type'] !== 'application/json') throw new InvalidFalRequest(415, 'content type')
  const fields = parse(bytes)
  for (const [name, value] of Object.entries(fields)) {
    if (rules[name]?.(value) !== true) throw new InvalidFalRequest(422, name, modelError('value_error'))
  }
  const required = endpoint.endsWith('/edit') ? ['prompt', 'image_urls'] : ['prompt']
  for (const name of required)
    if (!(name in fields)) throw new InvalidFalRequest(422, name, modelError('missing'))
  return understand(endpoint, fields, headers['x-fal-store-io'] !== '0')
}

function parse(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(bytes.toString())
    if (isObject(value)) return value
  } catch {
    // Not JSON at all: the same answer as for JSON that is no object.
  }
  throw new InvalidFalRequest(422, 'body', modelError('json_invalid'))
}

function understand(
  endpoint: string,
  fields: Readonly<Record<string, unknown>>,
  storesIo: boolean,
): FalRequest {
  const size = isObject(fields['image_size']) ? fields['image_size'] : { width: 1024, height: 768 }
  const urls = Array.isArray(fields['image_urls']) ? fields['image_urls'].map(String) : []
  return {
    endpoint,
    prompt: String(fields['prompt']),
    count: Number(fields['num_images'] ?? 1),
    widthPx: Number(size['width']),
    heightPx: Number(size['height']),
    isInline: fields['sync_mode'] === true,
    pictures: urls.map((url) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')),
    storesIo,
  }
}
