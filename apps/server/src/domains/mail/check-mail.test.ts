import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import { expect, test } from 'vitest'
import { checkMail, isMailAddress } from './check-mail.ts'
import type { NewMail } from './mail.ts'
import { composeMessage } from './smtp-line.ts'

test.each([
  'ada@example.org',
  'ada.lovelace+news@mail.example.org',
  'o’brien@example.org'.replace('’', "'"),
  'ädä@bücher.example',
  '爱达@例子.测试',
  'ada@localhost',
])('%s can be written to', (address) => {
  expect(isMailAddress(address)).toBe(true)
})

test.each([
  '',
  'ada',
  '@example.org',
  'ada@',
  'ada@example.org, bob@example.org',
  'Ada <ada@example.org>',
  '"ada bob"@example.org',
  'ada@example.org\r\nRCPT TO:<bob@example.org>',
  'ada@[127.0.0.1]',
  'ada..l@example.org',
  'ada@-example.org',
  'ada(comment)@example.org',
  'ada@example.org>',
  `${'a'.repeat(65)}@example.org`,
  `ada@${'a'.repeat(260)}.org`,
])('%j can not', (address) => {
  expect(isMailAddress(address)).toBe(false)
})

const sender = { name: 'GPTImage', address: 'hello@example.org' }
const always = [
  'Auto-Submitted',
  'Content-Transfer-Encoding',
  'Content-Type',
  'Date',
  'From',
  'MIME-Version',
  'Message-ID',
  'Subject',
  'To',
]

/** Text with what could begin a header or a command more often than chance has it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        ': ',
        '\0',
        '\u2028',
        ',',
        '<',
        '>',
        ' ',
        'Bcc: x@example.net',
        '\u0085',
      ),
    ),
  )
  .map((parts) => parts.join(''))
const anAddress = fc.oneof(
  fc.constant('ada@example.org'),
  hostile.map((text) => `a${text}@example.org`),
  hostile,
)

test('whatever a mail is made of, it is refused, or has the headers that each has and goes to one address', async () => {
  const aMail = fc.record({
    to: anAddress,
    subject: fc.oneof(fc.constant('News'), hostile),
    text: fc.oneof(fc.constant('Hello'), hostile),
    replyTo: fc.option(anAddress),
  })
  await fc.assert(
    fc.asyncProperty(aMail, async ({ to, subject, text, replyTo }) => {
      const mail: NewMail = {
        kind: 'trial',
        to,
        subject,
        text,
        headers: replyTo === null ? {} : { 'Reply-To': replyTo },
      }
      try {
        checkMail(mail)
      } catch {
        // Refused, which is one of the two ends.
        return
      }
      const { headers, envelope } = await compose(mail)
      expect(headers).toEqual([...always, ...(replyTo === null ? [] : ['Reply-To'])].toSorted())
      expect(envelope).toHaveLength(1)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['a subject of two lines', { subject: 'News\nBcc: x@example.net' }],
  ['no subject', { subject: '' }],
  ['a blank subject', { subject: ' \u00a0' }],
  ['no text', { text: '' }],
  [
    'a header of two lines',
    { headers: { 'List-Unsubscribe': '<https://example.org>\r\nBcc: x@example.net' } },
  ],
  ['two to answer to', { headers: { 'Reply-To': 'ada@example.org, bob@example.org' } }],
])('%s is refused', (_, change) => {
  expect(() =>
    checkMail({ kind: 'trial', to: 'ada@example.org', subject: 'News', text: 'Hello', ...change }),
  ).toThrow()
})

async function compose(mail: NewMail) {
  const putAt = new Date('2026-11-29T06:00:00Z')
  const message = new MailComposer(
    composeMessage({ ...mail, putAt, messageId: '<eml_x@example.org>' }, sender),
  ).compile()
  const raw = (await message.build()).toString('utf8')
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  const names = head.split(/\r\n(?![ \t])/).map((line) => line.slice(0, line.indexOf(':')))
  return { headers: names.toSorted(), envelope: message.getEnvelope().to }
}
