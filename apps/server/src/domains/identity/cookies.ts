import type { cookies } from '#policies/other-items.ts'

/** The cookies of this domain: `session` holds T, `signin` seals one sign-in, `age` says that the age was not met. */
export type CookieName = keyof typeof cookies

export interface Cookies {
  /** The value in a Cookie header; undefined when it is absent, or there twice with different values. Never throws. */
  read(name: CookieName, header: string | undefined): string | undefined
  set(name: CookieName, value: string, maxAgeMs: number): readonly [string, string]
  clear(name: CookieName): readonly [string, string]
}

const defaultPort = '80'

/** @see docs/decisions/0004-cookies-on-loopback.md */
export function createCookies(publicUrl: URL): Cookies {
  const isHttps = publicUrl.protocol === 'https:'
  const port = publicUrl.port === '' ? defaultPort : publicUrl.port
  const fullName = (name: CookieName) => (isHttps ? `__Host-${name}` : `${name}-${port}`)
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isHttps ? '; Secure' : ''}`
  return {
    read: (name, header) => readCookie(fullName(name), header ?? ''),
    set: (name, value, maxAgeMs) => [
      'Set-Cookie',
      `${fullName(name)}=${value}; ${attributes}; Max-Age=${Math.floor(maxAgeMs / 1000)}`,
    ],
    clear: (name) => ['Set-Cookie', `${fullName(name)}=; ${attributes}; Max-Age=0`],
  }
}

/** A second cookie of the same name was planted by somebody, and nothing tells which is ours: then neither is. */
function readCookie(name: string, header: string): string | undefined {
  const values = new Set<string>()
  for (const pair of header.split(';')) {
    const [key = '', ...rest] = pair.split('=')
    if (key.trim() === name) values.add(rest.join('=').trim())
  }
  const [value] = values
  return values.size === 1 && value !== '' ? value : undefined
}
