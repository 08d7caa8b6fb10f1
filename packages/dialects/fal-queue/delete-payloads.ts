import { readDeletion } from '#partner-kit'
import type { DeletionByApi } from '#partner-spec'
import * as z from 'zod/mini'
import { isRequestName } from './fal-queue-api.ts'

/** `exception` says of a file that it could not be deleted. A name is not documented; where there is one, it must fit. */
const deletionAnswer = z.object({
  cdn_delete_results: z.array(z.object({ exception: z.optional(z.nullable(z.string())) })),
  request_id: z.optional(z.string()),
})

/**
 * Deletes what the partner has of a request, and the files of its result. Files that were its input would stay, which is
 * why none is ever uploaded. Without the header of idempotency, under which a first failure would be repeated for ten
 * minutes.
 *
 * @see fal.ai/docs/platform-apis/v1/models/requests/payloads, read 2026-11-24
 */
export const deletePayloads: DeletionByApi['deletePayloads'] = async (id, { connection }) => {
  if (!isRequestName(id)) return { kind: 'refused' }
  return readDeletion(
    () => connection.ask({ method: 'DELETE', path: `/models/requests/${id}/payloads` }),
    (body) => {
      const { data } = deletionAnswer.safeParse(body)
      if (data === undefined || (data.request_id ?? id) !== id) return false
      return data.cdn_delete_results.every(({ exception = null }) => exception === null)
    },
  )
}
