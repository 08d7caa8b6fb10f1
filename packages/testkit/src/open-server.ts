import { afterAll } from 'vitest'
import { type FakePartner, startFakePartner } from './fake-partner.ts'
import { startTestServer, type TestServer, type TestServerOptions } from './test-server.ts'

/** Starts a server for all tests of a file, and removes it behind the last. */
export async function openServer(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options)
  afterAll(() => server.dispose())
  return server
}

/** The same with a partner of its own, whose model is `plain/picture`. */
export async function openPartneredServer(
  options: Omit<TestServerOptions, 'partnerUrl'> = {},
): Promise<{ server: TestServer; partner: FakePartner }> {
  const partner = await startFakePartner()
  afterAll(() => partner.close())
  return { partner, server: await openServer({ ...options, partnerUrl: partner.baseUrl }) }
}
