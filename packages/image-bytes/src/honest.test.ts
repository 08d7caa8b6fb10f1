import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { makeHonestImages } from '../corpus/honest-images.ts'
import { rewritten } from '../corpus/rewritten.ts'
import { inspectImage, rewriteImage } from './index.ts'

const images = await makeHonestImages()

const cleanOf = (bytes: Buffer) => rewritten(bytes) ?? Buffer.alloc(0)

/** Pixels as a program shows them: upright, in sRGB, with alpha, and with every warning of the decoder an error. */
async function shown(bytes: Buffer): Promise<{ size: string; pixels: Buffer }> {
  const { data, info } = await sharp(bytes, { failOn: 'warning' })
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { size: `${info.width} × ${info.height} × ${info.channels}`, pixels: data }
}

describe.each(images)('%s', (_name, bytes) => {
  test('shows the same pixels before and after, the same way up', async () => {
    const [before, after] = await Promise.all([shown(bytes), shown(cleanOf(bytes))])

    expect(after.size).toBe(before.size)
    expect(after.pixels.equals(before.pixels)).toBe(true)
  })

  test('is what another reader says it is', async () => {
    const facts = inspectImage(bytes)
    const theirs = await sharp(bytes).metadata()

    expect(`image/${theirs.format}`).toBe(facts.mediaType)
    expect([facts.widthPx, facts.heightPx]).toEqual([theirs.width, theirs.height])
    expect(facts.orientation).toBe(theirs.orientation ?? 1)
    expect(facts.hasColourProfile).toBe(theirs.icc !== undefined)
  })

  test('keeps its facts, and nothing beside the picture but orientation and profile', async () => {
    const clean = cleanOf(bytes)
    const left = await sharp(clean).metadata()

    expect(inspectImage(clean)).toEqual({ ...inspectImage(bytes), provenance: [] })
    expect(left.exif?.length ?? 0).toBeLessThanOrEqual(32)
    expect([left.xmp, left.iptc, left.comments]).toEqual([undefined, undefined, undefined])
  })

  test('is a fixed point once rewritten', () => {
    const clean = cleanOf(bytes)

    expect(cleanOf(clean).equals(clean)).toBe(true)
  })
})

test.each(images.filter(([name]) => ['JPEG of 1 000 px', 'PNG, not packed'].includes(name)))(
  '%s: coded pixels are not copied, and what they lie in is left as it was',
  (_name, bytes) => {
    const before = Buffer.from(bytes)
    const written = (rewriteImage(bytes).pieces ?? []).filter(({ buffer }) => buffer !== bytes.buffer)

    expect(Buffer.concat(written).length).toBeLessThan(200)
    expect(bytes.equals(before)).toBe(true)
  },
)
