import { InvalidRequest, type OpenaiRequest, type SentFile } from './openai-request.ts'

/*
 * The rules of CreateImageRequest and CreateImageEditRequest, from github.com/openai/openai-openapi at f85dbe2
 * (2026-08-21), and what its descriptions say in words. Written from that text alone.
 */

type Value = string | number | boolean | null
export type Fields = ReadonlyMap<string, unknown>
type Rule = (value: Value, model: string) => boolean

const oneOf =
  (...values: readonly Value[]): Rule =>
  (value) =>
    values.includes(value)
const wholeFrom =
  (least: number, most: number): Rule =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

const isGptImage = (model: string) => /^(?:gpt-image-|chatgpt-image-)/.test(model)
const models = [
  'gpt-image-1.5',
  'gpt-image-2',
  'gpt-image-2-2026-04-21',
  'gpt-image-1-mini',
  'chatgpt-image-latest',
  // Newer than that text; named on OpenAI's pages as read on 2026-11-23.
  'gpt-image-2.6-sunburst',
  'gpt-image-2.6-flare',
]
const hasFreeSizes = (model: string) => /^gpt-image-2(?:$|-2026)/.test(model)

/** `1536x864`: both divisible by 16, 1:3 to 3:1, 3840x2160 at most; older models have three sizes. */
function isSize(value: Value, model: string): boolean {
  if (['auto', '1024x1024', '1536x1024', '1024x1536'].includes(String(value))) return true
  const [, width, height] = /^(\d{2,4})x(\d{2,4})$/.exec(String(value)) ?? []
  const [widthPx, heightPx] = [Number(width), Number(height)]
  const ratio = widthPx / heightPx
  const isWhole = widthPx % 16 === 0 && heightPx % 16 === 0
  const isLegal = isWhole && ratio >= 1 / 3 && ratio <= 3 && widthPx * heightPx <= 3840 * 2160
  return hasFreeSizes(model) && isLegal && Math.max(widthPx, heightPx) <= 3840
}

const shared: Readonly<Record<string, Rule>> = {
  prompt: (value) => typeof value === 'string' && value !== '' && [...value].length <= 32_000,
  model: (value) => models.includes(String(value)),
  n: wholeFrom(1, 10),
  size: isSize,
  quality: (value, model) => oneOf('low', 'medium', 'high', 'auto')(value, model) && isGptImage(model),
  // "This parameter isn't supported for the GPT image models, which always return base64-encoded images."
  response_format: (value, model) => oneOf('url', 'b64_json')(value, model) && !isGptImage(model),
  output_format: oneOf('png', 'jpeg', 'webp'),
  output_compression: wholeFrom(0, 100),
  stream: oneOf(true, false),
  partial_images: wholeFrom(0, 3),
  background: oneOf('transparent', 'opaque', 'auto'),
  user: (value) => typeof value === 'string',
}
const rules: Readonly<Record<OpenaiRequest['operation'], Readonly<Record<string, Rule>>>> = {
  image_generation: { ...shared, moderation: oneOf('low', 'auto') },
  image_edit: { ...shared, input_fidelity: oneOf('high', 'low') },
}

/** @throws InvalidRequest for the first thing that is not allowed */
export function checkOpenaiRequest(
  operation: OpenaiRequest['operation'],
  fields: Fields,
  files: readonly SentFile[],
): OpenaiRequest {
  const read = checkFields(operation, fields)
  const { images, mask } = checkFiles(operation, files)
  const size = String(read('size') ?? 'auto')
  const [widthPx = 1024, heightPx = 1024] = size === 'auto' ? [] : size.split('x').map(Number)
  return {
    operation,
    model: String(read('model')),
    prompt: String(read('prompt')),
    count: Number(read('n') ?? 1),
    widthPx,
    heightPx,
    size,
    quality: String(read('quality') ?? 'auto'),
    background: String(read('background') ?? 'auto'),
    isStreamed: read('stream') === true,
    partialImages: Number(read('partial_images') ?? 0),
    images,
    mask,
  }
}

function checkFields(operation: OpenaiRequest['operation'], fields: Fields) {
  const model = fields.get('model') ?? 'gpt-image-1.5'
  for (const [name, value] of fields) {
    const rule = rules[operation][name]
    if (rule === undefined) throw new InvalidRequest(name, 'unknown_parameter')
    if (!isValue(value) || (value !== null && !rule(value, String(model))))
      throw new InvalidRequest(name, 'invalid_value')
  }
  if (!fields.has('prompt')) throw new InvalidRequest('prompt', 'missing_required_parameter')
  const isFlat = fields.get('output_format') === 'jpeg'
  // "When using `transparent`, set the output format to `png` or `webp`."
  if (fields.get('background') === 'transparent' && isFlat)
    throw new InvalidRequest('background', 'invalid_value')
  return (name: string) => (name === 'model' ? model : fields.get(name))
}

const isValue = (value: unknown): value is Value =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

function checkFiles(operation: OpenaiRequest['operation'], files: readonly SentFile[]) {
  const images = files.filter(({ field }) => field === 'image' || field === 'image[]')
  const masks = files.filter(({ field }) => field === 'mask')
  if (operation === 'image_edit' && images.length === 0)
    throw new InvalidRequest('image', 'missing_required_parameter')
  if (images.length > 16 || (images.length > 1 && images.some(({ field }) => field === 'image')))
    throw new InvalidRequest('image', 'invalid_value')
  if (masks.length > 1 || images.length + masks.length !== files.length)
    throw new InvalidRequest('mask', 'unknown_parameter')
  for (const file of images) {
    if (file.bytes.length >= 50_000_000 || sniff(file.bytes) !== file.mediaType)
      throw new InvalidRequest('image', 'invalid_image_file')
  }
  const [mask] = masks
  if (mask !== undefined) checkMask(mask, images[0])
  return { images, mask }
}

/** "Must be a valid PNG file, less than 4MB, and have the same dimensions as `image`"; its alpha is what is read. */
function checkMask(mask: SentFile, image: SentFile | undefined): void {
  const own = readPngHead(mask.bytes)
  const first = image === undefined ? undefined : readPngHead(image.bytes)
  const isSameSize =
    first === undefined || (own?.widthPx === first.widthPx && own.heightPx === first.heightPx)
  const isMask = own?.hasAlpha === true && mask.mediaType === 'image/png' && mask.bytes.length < 4_000_000
  if (!isMask || !isSameSize) throw new InvalidRequest('mask', 'invalid_mask_image_format')
}

function sniff(bytes: Buffer): string | undefined {
  if (bytes.toString('hex', 0, 8) === '89504e470d0a1a0a') return 'image/png'
  if (bytes.toString('hex', 0, 3) === 'ffd8ff') return 'image/jpeg'
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
  return isWebp ? 'image/webp' : undefined
}

function readPngHead(bytes: Buffer) {
  if (sniff(bytes) !== 'image/png' || bytes.length < 33) return undefined
  return {
    widthPx: bytes.readUInt32BE(16),
    heightPx: bytes.readUInt32BE(20),
    hasAlpha: bytes[25] === 6 || bytes[25] === 4,
  }
}
