import { AppError } from '#server/kernel/app-error.ts'
import { Secret } from '#server/kernel/secret.ts'
import { StartupFault } from '#server/kernel/startup-fault.ts'
import { randomKey } from '#server/platform/content-crypto/index.ts'
import { demoClientId, demoPath } from './demo-address.ts'
import type { DemoRequestHandler } from './demo-provider.ts'

export interface DemoSignIn {
  issuer: URL
  clientId: string
  clientSecret: Secret
  handle: DemoRequestHandler
}

/**
 * The identity provider of a machine without one: it asks for a name and believes it. It is loaded at its first request.
 *
 * @throws StartupFault wherever another machine could reach it
 */
export function createDemoSignIn(options: {
  isLoopback: boolean
  origin: string
  now: () => number
}): DemoSignIn {
  if (!options.isLoopback) {
    throw new StartupFault(
      'identity/demo-beyond-loopback',
      'The demo sign-in lets anybody be anybody, so it runs on loopback only. Write OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.',
    )
  }
  const clientSecret = new Secret(randomKey().toString('base64url'))
  let loading: Promise<DemoRequestHandler> | undefined
  const load = async () => {
    const { createDemoProvider } = await import('./demo-provider.ts')
    return createDemoProvider({ ...options, clientSecret })
  }
  return {
    issuer: new URL(`${options.origin}${demoPath}`),
    clientId: demoClientId,
    clientSecret,
    async handle(incoming, outgoing) {
      if (incoming.url?.startsWith(`${demoPath}/`) !== true) throw new AppError('http/not-found')
      loading ??= load()
      await (await loading)(incoming, outgoing)
    },
  }
}
