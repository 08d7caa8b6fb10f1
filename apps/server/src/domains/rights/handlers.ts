import { type RouteHandlers, sendBytes } from '#server/http/index.ts'
import { AppError } from '#server/kernel/app-error.ts'
import { parseId } from '#server/kernel/ids.ts'
import { decide, findChoices, hasSignal, restrict } from './choices/choices.ts'
import { eraseAccount } from './erasure/erase-account.ts'
import { exportAccount } from './export/export-account.ts'
import { makeExportSchema } from './export/export-schema.ts'
import { showHeld } from './held/show-held.ts'
import type { RightsParts } from './parts.ts'
import { countRows } from './personal-rows.store.ts'
import { correct, showProfile } from './profile/correct.ts'
import { createReceiptHandlers, type ReceiptRoute } from './receipt/receipt-handlers.ts'
import { recordDone } from './record-done.ts'
import { listRequests } from './rights-requests.store.ts'

export type RightsHandlers = Required<
  Pick<
    RouteHandlers,
    | 'showHeld'
    | 'exportAccount'
    | 'exportSchema'
    | 'showProfile'
    | 'correctProfile'
    | 'listChoices'
    | 'decideChoice'
    | 'restrictAccount'
    | 'listRightsRequests'
    | 'eraseContent'
    | 'eraseAccount'
    | ReceiptRoute
  >
>

const listedAtMost = 200

export function createRightsHandlers(parts: RightsParts): RightsHandlers {
  /** Accounts whose export is under way in this process: each holds a reader of content, and one is enough. */
  const exporting = new Set<string>()
  const viewChoices = async (
    session: { accountId: Parameters<typeof findChoices>[1] },
    gpc: string | undefined,
    isRestricted: boolean,
  ) => {
    const isSignalHonoured = hasSignal(gpc)
    const choices = await findChoices(parts, session.accountId, isSignalHonoured)
    return { choices, isSignalHonoured, isRestricted }
  }
  return {
    ...createReceiptHandlers(parts),

    showHeld: async ({ session }) => ({ json: await showHeld(parts, session) }),

    async exportAccount({ session, raw }) {
      if (exporting.has(session.accountId)) throw new AppError('rights/export-running')
      exporting.add(session.accountId)
      try {
        const at = parts.clock.now()
        await recordDone(parts.database, session, { kind: 'export', at })
        const bytes = exportAccount(parts, { person: session, session })
        const fileName = `everything-about-me-${at.toISOString().slice(0, 10)}.zip`
        await sendBytes(raw.outgoing, { contentType: 'application/zip', fileName, bytes })
      } finally {
        exporting.delete(session.accountId)
      }
      return { hijacked: true }
    },

    exportSchema: async () => ({ json: await makeExportSchema(parts.database) }),

    showProfile: async ({ session }) => ({ json: await showProfile(parts, session) }),

    correctProfile: async ({ session, body }) => ({ json: await correct(parts, session, body) }),

    listChoices: async ({ session, header }) => ({
      json: await viewChoices(session, header('sec-gpc'), session.isRestricted),
    }),

    async decideChoice({ session, body, header }) {
      await decide(parts, session, body)
      return { json: await viewChoices(session, header('sec-gpc'), session.isRestricted) }
    },

    async restrictAccount({ session, body, header }) {
      await restrict(parts, session, body.isRestricted)
      return { json: await viewChoices(session, header('sec-gpc'), body.isRestricted) }
    },

    async listRightsRequests({ session }) {
      const rows = await listRequests(parts.database, session.accountReference, listedAtMost)
      return {
        json: {
          requests: rows.map(({ id, kind, channel, received_at, due_at, answered_at, outcome, reason }) => ({
            id,
            kind,
            channel,
            receivedAt: received_at.toISOString(),
            dueAt: due_at.toISOString(),
            ...(answered_at === null ? {} : { answeredAt: answered_at.toISOString() }),
            ...(outcome === null ? {} : { outcome }),
            ...(reason === null ? {} : { reason }),
          })),
        },
      }
    },

    async eraseContent({ session }) {
      const before = await countRows(parts.database, session)
      const sittings = await parts.eraseContent(session.accountId)
      const at = parts.clock.now()
      await recordDone(parts.database, session, { kind: 'erase-content', at })
      return { json: { sittings, objects: before.get('objects') ?? 0, at: at.toISOString() } }
    },

    async eraseAccount({ session, body }) {
      const { accountId, accountReference } = session
      const receiptKey = parseId('rky', body.receiptKey ?? '')
      const receipt = await eraseAccount(parts, { accountId, accountReference }, { receiptKey })
      return { json: receipt, headers: [parts.identity.clearCookie()] }
    },
  }
}
