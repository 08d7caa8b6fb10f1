import { DecodingFault } from './decoding-fault.ts'

/* Words and bytes as they go through a pipe: the length of each, the words as JSON, the bytes. */

const lengthBytes = 4
const headBytes = 2 * lengthBytes

export interface Frame {
  words: unknown
  /** A view of the memory that was taken for the whole frame. */
  bytes: Buffer
}

/** What goes before the bytes. */
export function frameHead(words: unknown, sizeBytes: number): Buffer {
  const text = Buffer.from(JSON.stringify(words))
  const head = Buffer.alloc(headBytes + text.length)
  head.writeUInt32BE(text.length)
  head.writeUInt32BE(sizeBytes, lengthBytes)
  text.copy(head, headBytes)
  return head
}

/**
 * Reads one frame into memory that is taken once, as its length is told first. A decoder that was taken over could tell any
 * length, or talk without end; what it may say is known before.
 *
 * @throws DecodingFault too-large for a frame beyond `maximumBytes` or its own length; Error for one that is cut off
 */
export async function readFrame(source: AsyncIterable<Buffer>, maximumBytes: number): Promise<Frame> {
  const head = Buffer.alloc(headBytes)
  let room: Buffer = head
  let held = 0
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      if (held === room.length) room = makeRoom(head, room, maximumBytes)
      const taken = piece.copy(room, held, at)
      held += taken
      at += taken
    }
  }
  const [wordsEnd, end] = endsOf(head)
  if (held < headBytes || held < end) throw new Error('the frame is cut off')
  return { words: JSON.parse(room.toString('utf8', headBytes, wordsEnd)), bytes: room.subarray(wordsEnd) }
}

function endsOf(head: Buffer): [wordsEnd: number, end: number] {
  const wordsEnd = headBytes + head.readUInt32BE(0)
  return [wordsEnd, wordsEnd + head.readUInt32BE(lengthBytes)]
}

function makeRoom(head: Buffer, room: Buffer, maximumBytes: number): Buffer {
  const [, end] = endsOf(head)
  if (room !== head || end > maximumBytes) throw new DecodingFault('too-large')
  const whole = Buffer.allocUnsafeSlow(end)
  head.copy(whole)
  return whole
}
