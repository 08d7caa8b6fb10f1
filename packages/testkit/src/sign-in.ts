/** What a browser does for a person who signs in: it keeps cookies, follows redirects and says where it comes from. */
export interface Client {
  /** Sends one request with the cookies; redirects are not followed. `path` may be a whole address. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** Reads a page, following redirects to wherever they lead. */
  follow(path: string): Promise<Page>
  /** Posts a form as a page would, then follows. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page>
  /** The cookies that would go to the server's root now. */
  readonly cookieHeader: string
  /** Sets or, without a value, removes one cookie. */
  setCookie(name: string, value?: string): void
}

export interface Page {
  url: URL
  status: number
  text: string
  headers: Headers
}

export interface SignInPerson {
  name?: string
  email?: string
  age?: number
}

interface StoredCookie {
  host: string
  name: string
  value: string
  path: string
}

const redirectsAtMost = 10
const firefoxOnLinux = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

export interface ClientOptions {
  userAgent?: string
  /** The address a trusted proxy would name; each has a rate limit of its own. */
  forwardedFor?: string
}

export function createClient(url: string, options: ClientOptions = {}): Client {
  const { userAgent = firefoxOnLinux, forwardedFor } = options
  const jar = new CookieJar()
  const request = async (path: string, init: RequestInit = {}) => {
    const address = new URL(path, url)
    const headers = new Headers(init.headers)
    const cookies = jar.headerFor(address)
    if (cookies !== '' && !headers.has('Cookie')) headers.set('Cookie', cookies)
    if (!headers.has('User-Agent')) headers.set('User-Agent', userAgent)
    if (forwardedFor !== undefined) headers.set('X-Forwarded-For', forwardedFor)
    const isReading = init.method === undefined || init.method === 'GET' || init.method === 'HEAD'
    if (!isReading && !headers.has('Origin')) headers.set('Origin', address.origin)
    const response = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) jar.store(address, line)
    return response
  }
  const settle = async (first: Response, from: URL): Promise<Page> => {
    let response = first
    let at = from
    for (let left = redirectsAtMost; response.status >= 300 && response.status < 400; left -= 1) {
      if (left === 0) throw new Error('too many redirects')
      await response.arrayBuffer()
      at = new URL(response.headers.get('location') ?? '', at)
      response = await request(at.href, { headers: { Accept: 'text/html' } })
    }
    return { url: at, status: response.status, headers: response.headers, text: await response.text() }
  }
  return {
    request,
    follow: async (path) =>
      settle(await request(path, { headers: { Accept: 'text/html' } }), new URL(path, url)),
    async post(path, fields) {
      const body = new URLSearchParams(fields)
      const response = await request(path, { method: 'POST', headers: { Accept: 'text/html' }, body })
      return settle(response, new URL(path, url))
    },
    get cookieHeader() {
      return jar.headerFor(new URL('/', url))
    },
    setCookie: (name, value) => jar.set(new URL('/', url), name, value),
  }
}

/** Signs a person in through the demo identity provider and answers the question of age when it is asked. */
export async function signIn(
  url: string,
  person: SignInPerson = {},
  options: ClientOptions = {},
): Promise<Client> {
  const client = createClient(url, options)
  const page = await signInWith(client, person)
  if (page.status !== 200 || page.url.pathname !== '/') {
    throw new Error(`the sign-in ended at ${page.url.pathname} with ${page.status}`)
  }
  return client
}

/** The same with a client that exists; returns where it ends, whatever that is. */
export async function signInWith(client: Client, person: SignInPerson = {}): Promise<Page> {
  const { name = 'Ada Example', email = 'ada@example.com', age = 30 } = person
  const form = await client.follow('/auth/signin')
  if (form.status !== 200 || !form.url.pathname.startsWith('/demo-identity/')) return form
  const page = await client.post(form.url.href, { name, email, answer: 'sign-in' })
  return page.url.pathname === '/auth/age' && page.status === 200
    ? client.post('/auth/age', { age: String(age) })
    : page
}

class CookieJar {
  #cookies: StoredCookie[] = []

  headerFor(address: URL): string {
    return this.#cookies
      .filter(({ host, path }) => host === address.hostname && isWithin(address.pathname, path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
  }

  set({ hostname: host }: URL, name: string, value?: string, path = '/'): void {
    this.#cookies = this.#cookies.filter(
      (cookie) => cookie.host !== host || cookie.name !== name || cookie.path !== path,
    )
    if (value !== undefined) this.#cookies.push({ host, name, value, path })
  }

  store(address: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const attribute = (wanted: string) =>
      attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const maxAge = attribute('max-age')
    const expires = attribute('expires')
    const isOver =
      maxAge === undefined ? expires !== undefined && Date.parse(expires) <= Date.now() : Number(maxAge) <= 0
    const [name = '', ...rest] = pair.split('=')
    this.set(address, name, isOver ? undefined : rest.join('='), attribute('path') ?? '/')
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
}
