import { startFakeOpenaiImages } from './fake-openai-images.ts'

/* The fake partner in a process of its own, for figures in which its work must not be counted. */

const fake = await startFakeOpenaiImages({ pictureBytes: Number(process.argv[2] ?? '0') })
process.stdout.write(`${JSON.stringify({ baseUrl: fake.baseUrl, key: fake.key })}\n`)
