import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { retentionSeconds } from '#policies/retention.ts'
import { parseId } from '#server/kernel/ids.ts'
import { Secret } from '#server/kernel/secret.ts'
import { createInstallationKey } from '#server/platform/installation-key/index.ts'
import { createLogger } from '#server/platform/logger/index.ts'
import { createTestClock, createTestDatabase, type TestClock, type TestDatabase } from '#testkit'
import {
  type Correspondence,
  type CorrespondenceParts,
  createCorrespondence,
  type LetterMail,
  messageKinds,
  messageOutcomes,
  reportKinds,
  reportOutcomes,
} from './index.ts'
import { keepLetter } from './keep-letter.ts'
import { messageBox, reportBox } from './letter-box.ts'
import type { Letter } from './letter.ts'
import { indexNumber, numberOfForm } from './letter-number.ts'
import { deleteLetter, findLetterOfNumber, type LetterTable } from './letters.store.ts'

/* Letters from their coming to their end, with a clock that is moved and mails that are looked at. */

const hourMs = 3_600_000
const dayMs = 24 * hourMs
let db: TestDatabase
let clock: TestClock
let mails: LetterMail[]
let entered: object[]
let acts = 0
const witness = async () => void (acts += 1)
let parts: CorrespondenceParts
let letters: Correspondence

beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  await db.database.deleteFrom('messages').execute()
  await db.database.deleteFrom('reports').execute()
  clock = createTestClock()
  mails = []
  entered = []
  acts = 0
  parts = {
    database: db.database,
    clock,
    logger: createLogger({ level: 'silent' }),
    installationKey: createInstallationKey(new Secret(randomBytes(32).toString('hex'))),
    publicUrl: new URL('https://images.example.org'),
    operator: { isStandIn: false, brand: 'Example', privacyEmail: 'privacy@example.org' },
    outbox: { put: async (_, mail) => mails.push(mail) },
    recordDeletion: async () => undefined,
    isMailAddress: () => true,
    async enterRequest(asked) {
      entered.push(asked)
      return { outcome: 'nobody' }
    },
  }
  letters = createCorrespondence(parts)
})

const aLetter = (change: Partial<Letter> = {}): Letter => ({
  words: 'secret words',
  confirmed: [],
  ...change,
})
const sendMessage = (
  kind: (typeof messageKinds)[number] = 'other',
  letter = aLetter(),
  formIndex = randomBytes(32),
) => keepLetter(parts, messageBox, { kind, letter, formIndex })
/** What the operator knows it by. */
async function idOf(table: LetterTable, formIndex: Buffer): Promise<string> {
  const numberIndex = indexNumber(parts, numberOfForm(parts, formIndex))
  return (await findLetterOfNumber(db.database, table, numberIndex))?.id ?? ''
}
const messageId = async (letter = aLetter()) => {
  const formIndex = randomBytes(32)
  await sendMessage('other', letter, formIndex)
  return idOf('messages', formIndex)
}
const sendReport = async (kind: (typeof reportBox.kinds)[number], letter = aLetter()) => {
  const formIndex = randomBytes(32)
  await keepLetter(parts, reportBox, { kind, letter, formIndex })
  return idOf('reports', formIndex)
}
const passSeconds = (seconds: number) => clock.advance(seconds * 1000)

describe('what comes', () => {
  test('stands in its list without a word, due soonest first', async () => {
    await sendMessage('privacy')
    clock.advance(hourMs)
    await sendMessage('other')
    const slow = await sendReport('policy-breach')
    const quick = await sendReport('intimate-image')

    expect((await letters.messages.listOpen(10)).map(({ kind }) => kind)).toEqual(['other', 'privacy'])
    const reports = await letters.reports.listOpen(10)
    expect(reports.map(({ id }) => id)).toEqual([quick, slow])
    expect(reports[0]).toEqual({
      id: quick,
      kind: 'intimate-image',
      receivedAt: clock.now(),
      dueAt: new Date(clock.now().getTime() + 48 * hourMs),
      isLookedAt: false,
    })
    expect(await letters.reports.listOpen(1)).toHaveLength(1)
  })

  test('is one with one number when the same is sent again, and refused when it is not the same', async () => {
    const form = randomBytes(32)
    const first = await sendMessage('other', aLetter(), form)
    clock.advance(dayMs)
    expect(await sendMessage('other', aLetter(), form)).toEqual(first)
    expect(await sendMessage('other', aLetter({ words: 'other words' }), form)).toBeUndefined()
    expect(await sendMessage('privacy', aLetter(), form)).toBeUndefined()
    expect(await letters.messages.listOpen(10)).toHaveLength(1)
    expect(mails).toHaveLength(1)
  })

  test('sent twice at once it is one', async () => {
    const form = randomBytes(32)
    const both = await Promise.all([
      sendMessage('other', aLetter(), form),
      sendMessage('other', aLetter(), form),
    ])
    expect(both[0]).toEqual(both[1])
    expect(await letters.messages.listOpen(10)).toHaveLength(1)
  })

  test('is told to the operator by kind and id, and never by a word', async () => {
    const id = await sendReport('child-account', aLetter({ replyTo: 'eve@example.org', name: 'Eve' }))
    expect(mails).toEqual([
      {
        kind: 'letter-came',
        to: 'privacy@example.org',
        subject: 'A report came: child-account',
        text: `A report came. Kind: child-account. Case: ${id}.\n`,
      },
    ])
  })
})

describe('what is opened and answered', () => {
  const letter = aLetter({ replyTo: 'ada@example.org', name: 'Ada', confirmed: ['is-true'] })

  test('opens for the operator, who is then known to have looked', async () => {
    const id = await sendReport('illegal-image', letter)
    expect(await letters.reports.show(id, witness)).toMatchObject({
      letter,
      isLookedAt: true,
      canBeMailed: true,
    })
    expect((await letters.reports.listOpen(1))[0]?.isLookedAt).toBe(true)
    const found = await letters.reports.find(id)
    expect(found).toMatchObject({ id, kind: 'illegal-image', canBeMailed: true })
    expect(JSON.stringify(found)).not.toMatch(/secret|ada|Ada/)
    expect(await letters.reports.show(parseId('rep', `rep_${'x'.repeat(22)}`) ?? '', witness)).toBeUndefined()
    expect(await letters.messages.show(id, witness)).toBeUndefined()
  })

  test('is answered once, and the answer is mailed once', async () => {
    const id = await messageId(letter)
    const answer = { outcome: 'answered', reply: 'Here it is.  \n' } as const
    expect(await letters.messages.answer(id, answer, witness)).toBe(true)
    expect(await letters.messages.answer(id, answer, witness)).toBe(false)
    expect(await letters.messages.answer('msg_nothing', answer, witness)).toBe(false)
    expect(mails.filter(({ kind }) => kind === 'letter-answer')).toEqual([
      {
        kind: 'letter-answer',
        to: 'ada@example.org',
        subject: 'Your message to Example',
        text: 'Here it is.\n',
      },
    ])
    expect(await letters.messages.listOpen(10)).toEqual([])
    expect(acts).toBe(1)
    expect(await letters.messages.find(id)).toBeUndefined()
  })

  test('what cannot be put on record is not done', async () => {
    const id = await sendReport('illegal-image', letter)
    const refuse = () => Promise.reject(new Error('no record'))
    await expect(letters.reports.show(id, refuse)).rejects.toThrow('no record')
    await expect(letters.reports.answer(id, { outcome: 'acted' }, refuse)).rejects.toThrow('no record')
    expect(await letters.reports.listOpen(1)).toMatchObject([{ id, isLookedAt: false }])
  })

  test('an answer that cannot reach anybody changes nothing', async () => {
    const nameless = await messageId()
    const refusal = { code: 'correspondence/no-way-to-reply' }
    const answer = { outcome: 'answered', reply: 'Here.' } as const
    await expect(letters.messages.answer(nameless, answer, witness)).rejects.toMatchObject(refusal)
    expect(await letters.messages.listOpen(10)).toHaveLength(1)

    const { outbox: _, ...withoutMail } = parts
    const id = await messageId(letter)
    const quiet = createCorrespondence(withoutMail)
    expect(await quiet.messages.show(id, witness)).toMatchObject({ canBeMailed: false })
    await expect(quiet.messages.answer(id, answer, witness)).rejects.toMatchObject(refusal)
    expect(await quiet.messages.answer(id, { outcome: 'nothing-to-answer' }, witness)).toBe(true)
  })

  test('sealed words that are put into another row do not open', async () => {
    const one = await sendReport('illegal-image')
    const other = await sendReport('illegal-image')
    const { sealed_letter } = await db.database
      .selectFrom('reports')
      .select('sealed_letter')
      .where('id', '=', one)
      .executeTakeFirstOrThrow()
    await db.database.updateTable('reports').set({ sealed_letter }).where('id', '=', other).execute()
    await expect(letters.reports.show(other, witness)).rejects.toThrow()
  })
})

test('every kind that can be sent and every outcome that can be said is one that the tables take', async () => {
  for (const kind of messageKinds) await sendMessage(kind)
  for (const kind of reportKinds) await sendReport(kind)
  expect(await letters.messages.listOpen(99)).toHaveLength(messageKinds.length)
  expect(await letters.reports.listOpen(99)).toHaveLength(reportKinds.length)
  for (const outcome of messageOutcomes)
    expect(await letters.messages.answer(await messageId(), { outcome }, witness)).toBe(true)
  for (const outcome of reportOutcomes)
    expect(await letters.reports.answer(await sendReport('illegal-image'), { outcome }, witness)).toBe(true)
})

describe('an account of a child', () => {
  test('is erased by the code of the rights, by the address that the report names', async () => {
    const id = await sendReport('child-account', aLetter({ accountEmail: 'kid@example.org' }))
    expect(await letters.reports.eraseAccount({ id, accountId: 'acc_1' }, witness)).toEqual({
      outcome: 'nobody',
    })
    expect(entered).toEqual([
      {
        email: 'kid@example.org',
        accountId: 'acc_1',
        kind: 'erase-account',
        channel: 'form',
        receivedAt: clock.now(),
        isReceiptKept: false,
      },
    ])
    expect(await letters.reports.listOpen(1)).toHaveLength(1)
  })

  test('is not erased by a report that names none, or is of something else', async () => {
    const ids = [
      await sendReport('child-account'),
      await sendReport('policy-breach', aLetter({ accountEmail: 'kid@example.org' })),
      'rep_nothing',
    ]
    for (const id of ids)
      expect(await letters.reports.eraseAccount({ id }, witness)).toEqual({ outcome: 'no-address' })
    expect(entered).toEqual([])
  })
})

test('a report that is deleted while it is answered keeps no word, whichever was first', async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const id = await sendReport('illegal-image')
    await Promise.all([
      letters.reports.answer(id, { outcome: 'acted' }, witness),
      db.database.transaction().execute((tx) => deleteLetter(tx, 'reports', id)),
    ])
    expect(await letters.reports.show(id, witness)).toBeUndefined()
  }
})

describe('the clock', () => {
  test('reminds the operator once when half of the time is over, and not of what is answered', async () => {
    const open = await sendReport('intimate-image')
    const answered = await sendReport('intimate-image')
    await letters.reports.answer(answered, { outcome: 'no-breach' }, witness)
    const reminders = () => mails.filter(({ kind }) => kind === 'letter-half-over')
    clock.advance(24 * hourMs - 1)
    await letters.sweep()
    expect(reminders()).toEqual([])
    clock.advance(1)
    await letters.sweep()
    await letters.sweep()
    expect(reminders()).toEqual([
      {
        kind: 'letter-half-over',
        to: 'privacy@example.org',
        subject: 'A report waits: intimate-image',
        text: `Half of the time for a report is over, and it has no answer yet. Kind: intimate-image. Case: ${open}.\n`,
      },
    ])
  })
})

describe('the end', () => {
  const rowsOf = (table: 'messages' | 'reports') =>
    db.database.selectFrom(table).select(['id', 'sealed_letter', 'outcome']).execute()

  test('a message goes whole, its time after the answer', async () => {
    const id = await messageId()
    clock.advance(10 * dayMs)
    await letters.messages.answer(id, { outcome: 'nothing-to-answer' }, witness)
    passSeconds(retentionSeconds['answered-letter'] - 1)
    await letters.sweep()
    expect(await rowsOf('messages')).toHaveLength(1)
    passSeconds(1)
    await letters.sweep()
    expect(await rowsOf('messages')).toEqual([])
  })

  test('of a report the words go first, and the record after its years', async () => {
    const id = await sendReport('illegal-image')
    await letters.reports.answer(id, { outcome: 'acted' }, witness)
    passSeconds(retentionSeconds['answered-letter'])
    await letters.sweep()
    expect(await rowsOf('reports')).toEqual([{ id, sealed_letter: null, outcome: 'acted' }])
    expect(await letters.reports.show(id, witness)).toBeUndefined()
    passSeconds(retentionSeconds['report-record'] - retentionSeconds['answered-letter'] - 1)
    await letters.sweep()
    expect(await rowsOf('reports')).toHaveLength(1)
    passSeconds(1)
    await letters.sweep()
    expect(await rowsOf('reports')).toEqual([])
  })

  test('what nobody ever answers goes too, and the record of a report says so', async () => {
    await sendMessage()
    const id = await sendReport('policy-breach')
    passSeconds(retentionSeconds['unanswered-letter'] - 1)
    await letters.sweep()
    expect([await letters.messages.listOpen(9), await letters.reports.listOpen(9)]).toMatchObject([
      [{}],
      [{}],
    ])
    passSeconds(1)
    await letters.sweep()
    expect(await rowsOf('messages')).toEqual([])
    expect(await rowsOf('reports')).toEqual([{ id, sealed_letter: null, outcome: null }])
    expect(await letters.reports.listOpen(9)).toEqual([])
  })
})
