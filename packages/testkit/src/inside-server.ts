import { join } from 'node:path'
import { readdir } from 'node:fs/promises'
import pg from 'pg'
import type { TestServer } from './test-server.ts'

/** Asks the embedded PostgreSQL of a test server, past the server. */
export async function askDatabase(server: TestServer, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({
    host: join(server.dataDir, 'postgres'),
    user: 'gptimage',
    database: 'postgres',
  })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement)
    return rows
  } finally {
    await client.end()
  }
}

/** Files of objects that lie in a server's store. */
export async function listObjectFiles(server: TestServer): Promise<string[]> {
  try {
    const entries = await readdir(join(server.dataDir, 'objects'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch {
    // Before the first object there is no folder.
    return []
  }
}
