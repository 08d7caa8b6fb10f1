/** Every line that can stand in the log, with what it means to an operator. Free text is never logged. */
export const logCodes = {
  'server-ready': 'The server takes requests.',
  'server-failed': 'The server met a defect outside a request; it stops in order and ends with 1.',
  'server-stopping': 'The server was asked to stop and ends what it has begun.',
  'closing-failed': 'One part could not be closed in order; the others were.',
  'request-failed': 'A request ended in a defect; the incident stands in the answer too.',
  'request-refused': 'A guard refused a request.',
  'database-restarted': 'The embedded PostgreSQL had ended by itself and was started again.',
  'database-connection-lost': 'A connection to the database broke; it is opened again.',
  'sweep-failed': 'One kind of sweeping failed; the next round tries again.',
  swept: 'Something past its limit was forgotten.',
  'sign-in-failed': 'A sign-in was stopped.',
  'session-ended': 'A session ended.',
  'account-erased': 'An account was erased with everything tied to it.',
  'account-erased-again':
    'An erased account was back, from a backup or a broken erasure, and was erased again.',
  'case-half-over':
    'Half of the time of a case of the operator’s queue is over, or all of it; "reason" is its kind.',
  'audit-chain-broken':
    'The record of operators’ acts was changed past this program: see gptimage audit chain; "count" is where.',
  'letter-came': 'A message or a report came through a form; "reason" is its kind.',
  'letter-answered': 'A message or a report was answered.',
  'letter-deleted': 'Whoever wrote a message or a report deleted it; "reason" is its kind.',
  'letter-half-over': 'Half of the time for an answer is over; "reason" is the kind, "count" how many.',
  'vault-closed': 'The keys of a sitting were destroyed.',
  'worker-started': 'A worker takes generations.',
  'worker-stopped': 'A worker takes no more generations.',
  'worker-failed': 'A worker met a failure outside a generation; it goes on.',
  'worker-key-rejected': 'A worker key without proof was found and was given nothing.',
  'ticket-rejected': 'A ticket that was changed or planted did not open; its generation is interrupted.',
  'partner-terms-ageing': 'The terms of a partner were looked at this many days ago; look again before 180.',
  'deletion-settled': 'An early deletion at a partner has come to an end, which "state" names.',
  'deletion-postponed': 'A partner did not delete yet; it is asked again.',
  'deletion-failed': 'A runner of early deletions met a failure of its own; it goes on.',
  'mail-sent': 'A mail was taken by the mail server, and is gone here; "reason" is its kind.',
  'mail-postponed': 'A mail could not be handed over; it is tried again.',
  'mail-refused': 'The mail server refused a mail for good; it is gone.',
  'mail-given-up': 'Mails that could not be sent in their time are gone.',
  'mail-rejected': 'A mail that was changed or planted did not open; it is gone.',
  'mail-failed': 'The mail runner met a failure of its own; it goes on.',
  'usage-not-counted': 'Counts of use could not be made or stored; what waits is stored with the next ones.',
  'generation-ended': 'A generation ended.',
  'generation-failed': 'A generation ended in a defect of an adapter or of ours.',
  'lease-lapsed': 'A worker was lost; its generation is interrupted.',
  'event-stream-failed': 'An event stream ended in a defect; the client comes back.',
  'audit-check-failed':
    'One check of the running installation met a defect of its own; it has shown nothing.',
  'audit-failed': 'A run of all checks could not be made; it is tried again.',
  'fence-missing': 'A protection against content in dumps or logs is not in place.',
} as const

export type LogCode = keyof typeof logCodes

/** The only fields a line can have; ids, counts, durations and codes. */
export interface LogFields {
  accountReference?: string
  generationId?: string
  sessionId?: string
  vaultId?: string
  workerId?: string
  partner?: string
  model?: string
  route?: string
  method?: string
  status?: number
  durationMs?: number
  count?: number
  sizeBytes?: number
  incident?: string
  errorCode?: string
  reason?: string
  port?: number
  state?: string
  attempt?: number
}

export const logFieldNames = [
  'accountReference',
  'generationId',
  'sessionId',
  'vaultId',
  'workerId',
  'partner',
  'model',
  'route',
  'method',
  'status',
  'durationMs',
  'count',
  'sizeBytes',
  'incident',
  'errorCode',
  'reason',
  'port',
  'state',
  'attempt',
] as const satisfies readonly (keyof LogFields)[]
