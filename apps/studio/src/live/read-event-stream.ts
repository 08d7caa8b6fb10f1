import type { SessionEvent } from '#contract'

export interface StreamItem {
  /** Absent on events that are not numbered (queue positions). */
  id: number | undefined
  event: SessionEvent
}

/** Reads server-sent events as they arrive. Comments, unknown fields and unknown kinds pass unread. */
export async function* readEventStream(
  bytes: ReadableStream<Uint8Array>,
  onLife: () => void = () => undefined,
): AsyncGenerator<StreamItem> {
  const reader = bytes.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      onLife()
      rest += decoder.decode(value, { stream: true })
      const blocks = rest.split(/\r?\n\r?\n/)
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const item = parseBlock(block)
        if (item !== undefined) yield item
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function parseBlock(block: string): StreamItem | undefined {
  const fields = block.split(/\r?\n/).map((line) => /^(id|data): ?(.*)$/.exec(line))
  const id = fields.findLast((field) => field?.[1] === 'id')?.[2]
  const text = fields
    .filter((field) => field?.[1] === 'data')
    .map((field) => field?.[2])
    .join('\n')
  if (text === '') return undefined
  const event: SessionEvent = JSON.parse(text)
  return { id: id === undefined || id === '' ? undefined : Number(id), event }
}
