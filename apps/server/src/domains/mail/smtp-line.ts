import { createTransport } from 'nodemailer'
import type { Config } from '#server/config/index.ts'
import { judgeFailure, type SendOutcome } from './judge-failure.ts'
import type { MailHeaders, WholeMail } from './mail.ts'
import type { Sender } from './parts.ts'

/* NOTE: the one place that speaks SMTP, and the only one beside the partner kit and the identity provider that reaches out. */

export type MailServer = NonNullable<Config['mail']>

/** A connection to the mail server that takes our mail; opened when there is something to send, and kept for a moment. */
export interface SmtpLine {
  /** Hands over one mail; gives up when `signal` says so. What the server says is judged, and never repeated. */
  send(mail: WholeMail, signal: AbortSignal): Promise<SendOutcome>
  close(): void
}

const idleMs = 5_000
const stepMs = 20_000

/** TLS as the configuration demands: with a certificate that the machine trusts, for the name it was asked by. */
const settingsOf = ({ host, port, security, credentials }: MailServer, name: string) => ({
  host,
  port,
  name,
  secure: security === 'tls',
  requireTLS: security === 'starttls',
  ignoreTLS: security === 'none',
  ...(credentials === undefined
    ? {}
    : { auth: { user: credentials.user.reveal(), pass: credentials.password.reveal() }, forceAuth: true }),
  connectionTimeout: stepMs,
  greetingTimeout: stepMs,
  socketTimeout: stepMs,
  logger: false,
})

const domainOf = ({ address }: Sender) => address.split('@').at(-1) ?? ''

export function openSmtpLine({ server, sender }: { server: MailServer; sender: Sender }): SmtpLine {
  const transport = createTransport({
    ...settingsOf(server, domainOf(sender)),
    pool: true,
    maxConnections: 1,
    idleTimeout: idleMs,
    // It would send again by itself, past our count and after we had given up.
    maxRequeues: 0,
  })
  return {
    async send(mail, signal) {
      try {
        await transport.sendMail({ ...composeMessage(mail, sender), signal })
        return { kind: 'sent' }
      } catch (error) {
        return judgeFailure(error)
      }
    },
    close: () => transport.close(),
  }
}

/** The message with every header it has; what fixes it is fixed, so that sent twice it is the same. */
export const composeMessage = (mail: WholeMail, sender: Sender) => {
  const { 'Reply-To': replyTo, ...others } = mail.headers ?? {}
  return {
    from: sender,
    to: { name: '', address: mail.to },
    ...(replyTo === undefined ? {} : { replyTo: { name: '', address: replyTo } }),
    envelope: { from: sender.address, to: [mail.to] },
    subject: mail.subject,
    text: mail.text,
    date: mail.putAt,
    messageId: mail.messageId,
    headers: { ...asTheyAre(others), 'Auto-Submitted': 'auto-generated' },
    xMailer: false as const,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** NOTE: one line each, as they were checked when the mail was put: not every mail program reads a link on a second line. */
const asTheyAre = (headers: MailHeaders) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }]))

/** Speaks to the mail server up to its sign-in, and sends nothing. Undefined when it takes us; else why not. */
export async function tryLine(line: {
  server: MailServer
  sender: Sender
}): Promise<{ reason: string; status?: number } | undefined> {
  const transport = createTransport(settingsOf(line.server, domainOf(line.sender)))
  try {
    await transport.verify()
    return undefined
  } catch (error) {
    const { kind: _, ...facts } = judgeFailure(error)
    return facts
  } finally {
    transport.close()
  }
}
