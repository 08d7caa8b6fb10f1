import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, isIPv4, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as a mail server took it. */
export interface ReceivedMail {
  from: string
  to: readonly string[]
  /** By lower-case name, unfolded; one that comes twice is joined by a line feed. */
  headers: ReadonlyMap<string, string>
  text: string
  raw: string
  isSecure: boolean
  /** Who signed in. */
  user: string | undefined
}

/** How it goes wrong. The last two took the whole mail, and say nothing about it. */
export type MailFault =
  | 'refuses-sender'
  | 'busy'
  | 'refuses-recipient'
  | 'refuses-text'
  | 'cut-in-text'
  | 'cut-before-answer'
  | 'no-answer'

export interface MailPeer {
  port: number
  received: readonly ReceivedMail[]
  /** Connections there have been. */
  connections(): number
  behave(fault?: MailFault): void
  close(): Promise<void>
}

export interface MailPeerOptions {
  /** `own`: with the certificate below, which is trusted where it is made so; `foreign`: one that nobody trusts. */
  tls?: 'none' | 'starttls-own' | 'starttls-foreign' | 'own'
  port?: number
  credentials?: { user: string; password: string }
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
/** For localhost, until 2126; its key lies beside it, so it protects nothing. */
export const localhostCertificate = () => read('localhost-certificate.pem')
export const localhostCertificatePath = new URL('localhost-certificate.pem', import.meta.url).pathname

/** A real SMTP server that keeps what it takes. */
export async function startMailPeer(options: MailPeerOptions = {}): Promise<MailPeer> {
  const { tls = 'none', credentials } = options
  const received: ReceivedMail[] = []
  const sockets = new Set<Socket>()
  let fault: MailFault | undefined
  let connections = 0
  const breakOff = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  const settings: SMTPServerOptions = {
    ...(tls.endsWith('own') ? { cert: localhostCertificate(), key: read('localhost-key.pem') } : {}),
    secure: tls === 'own',
    logger: false,
    disableReverseLookup: true,
    authOptional: credentials === undefined,
    disabledCommands: [
      ...(tls === 'none' ? ['STARTTLS'] : []),
      ...(credentials === undefined ? ['AUTH'] : []),
    ],
    allowInsecureAuth: tls === 'none',
    onAuth({ username, password }, _, callback) {
      const isKnown = username === credentials?.user && password === credentials?.password
      callback(isKnown ? null : refusal(535), isKnown ? { user: username } : undefined)
    },
    onMailFrom: (_, __, callback) => callback(fault === 'refuses-sender' ? refusal(550) : null),
    onRcptTo(_, __, callback) {
      if (fault === 'busy') callback(refusal(451))
      else callback(fault === 'refuses-recipient' ? refusal(550) : null)
    },
    async onData(stream, { envelope, secure, user }, callback) {
      if (fault === 'cut-in-text') return breakOff()
      const raw = await text(stream)
      if (fault === 'refuses-text') return callback(refusal(554))
      const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
      const to = envelope.rcptTo.map(({ address }) => address)
      received.push({
        from,
        to,
        raw,
        ...parse(raw),
        isSecure: secure,
        user: user === undefined ? undefined : String(user),
      })
      if (fault === 'cut-before-answer') breakOff()
      else if (fault !== 'no-answer') callback(null)
    },
  }
  const peer = new SMTPServer(settings)
  peer.on('error', ignoreGoneClient)
  peer.server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  peer.listen(options.port ?? 0, '127.0.0.1')
  await once(peer.server, 'listening')
  return {
    port: portOf(peer.server.address()),
    received,
    connections: () => connections,
    behave(next) {
      fault = next
    },
    async close() {
      const closed = once(peer.server, 'close')
      peer.close()
      breakOff()
      await closed
    },
  }
}

/** Refused and reset connections are what it is for. */
function ignoreGoneClient(): void {
  return undefined
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string' || !isIPv4(address.address)) throw new Error('no port')
  return address.port
}

const refusal = (responseCode: number) => Object.assign(new Error('not now'), { responseCode })

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'text'> {
  const end = raw.indexOf('\r\n\r\n')
  const headers = new Map<string, string>()
  for (const line of raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? []
    const key = name.toLowerCase()
    const before = headers.get(key)
    headers.set(key, before === undefined ? value : `${before}\n${value}`)
  }
  return { headers, text: decode(raw.slice(end + 4), headers.get('content-transfer-encoding')) }
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
