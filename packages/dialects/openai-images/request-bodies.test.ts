import fc from 'fast-check'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { makeJsonBody } from '#partner-kit'
import { anInput } from '#partner-kit/conformance'
import { makeMultipartBody } from './multipart-body.ts'

test('any prompt is the same prompt in JSON', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.dictionary(fc.string(), fc.integer(), { minKeys: 1 }),
      (prompt, fields) => {
        fc.pre(!('prompt' in fields))
        const body = makeJsonBody(Buffer.from(prompt), fields)
        expect(JSON.parse(body.toString())).toEqual({ ...fields, prompt: Buffer.from(prompt).toString() })
      },
    ),
  )
})

test('a form is as long as it says, and is read back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string(),
      fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 4 }),
      async (prompt, pictures) => {
        const described = { mediaType: 'image/webp', widthPx: 1, heightPx: 1 } as const
        const inputs = pictures.map((bytes) => ({
          name: 'image[]',
          picture: anInput(Buffer.from(bytes), described),
        }))
        const { contentType, body } = makeMultipartBody([
          { name: 'prompt', value: Buffer.from(prompt) },
          ...inputs,
        ])
        const bytes = await buffer(body.pieces)
        const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData()
        const files = await Promise.all(
          form
            .getAll('image[]')
            .map(async (file) =>
              typeof file === 'string' ? file : new Uint8Array(await file.arrayBuffer()),
            ),
        )

        expect(bytes.length).toBe(body.sizeBytes)
        expect(files).toEqual(pictures.map((picture) => new Uint8Array(picture)))
        expect(form.get('prompt')).toEqual(Buffer.from(prompt).toString())
      },
    ),
    { numRuns: 60 },
  )
})
