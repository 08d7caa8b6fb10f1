import type { ReachedServer } from '../../parts.ts'

/** What stands there; undefined where there is no JSON. */
export async function readJson(server: ReachedServer, path: string): Promise<unknown> {
  const { status, bytes } = await server.ask(path)
  try {
    return status === 200 ? JSON.parse(bytes.toString('utf8')) : undefined
  } catch {
    // Whatever it is, it is not what was to stand there.
    return undefined
  }
}
