import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const worthwhile = new Set(['.js', '.css', '.svg', '.json'])

/** Writes each text of a built folder a second and a third time, as small as it gets, for the server to send. */
export function compressStudio(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!worthwhile.has(extname(name))) continue
    const path = join(folder, name)
    const bytes = readFileSync(path)
    const hint = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: hint }))
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  }
}
