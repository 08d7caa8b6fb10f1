import type { CaseLetter } from './case.ts'

/** Whom a letter is from. */
export interface Sender {
  brand: string
  name: string
  privacyEmail?: string
}

/** What is answered to whoever used a right or reported something. */
export type LetterKind = keyof typeof texts

const complaint =
  'If you do not agree with this, answer to this mail, or turn to the data protection authority where you live, or to a court (GDPR 77 and 79).'

/** Subject and what it says; each as whoever waits reads it. */
const texts = {
  'export-done': [
    'What we hold about you',
    'With this you receive everything that we hold about you, as a zip. README.txt in it says what each file is, why we hold it, how long, and who received what (GDPR 15 and 20).\n\nYour prompts and pictures are not in it: they are sealed to your own session, and only the browser they were made in opens them. While you are signed in you find them on /account/privacy.',
  ],
  'object-done': [
    'Your objection',
    'We have switched off what is optional in your account: analytics and marketing. It holds from this moment on. On /account/privacy you see it, and can switch it yourself.',
  ],
  'restrict-done': [
    'All use of your data is stopped',
    'As you asked, all use of your data is stopped. It is kept, and nothing but your rights is served with it, until you lift the stop on /account/privacy or ask us to.',
  ],
  'lift-done': ['The stop is lifted', 'As you asked, the stop is lifted: your account works as before.'],
  'erase-content-done': [
    'Your content is erased',
    'As you asked, all content of your account is erased here, its keys first: nobody can read it any more. The account is as it was. What AI partners may still hold of it, and until when, stands on /account/shared, with a button that asks them to delete it.',
  ],
  'erase-account-done': [
    'Your account is erased',
    'As you asked, your account is erased with everything tied to it. The receipt says what went, what AI partners were asked to delete, and what stays for a time under a number that leads to nobody, with the reason. It is signed, with the key that /.well-known/privacy.json gives.',
  ],
  'not-found': [
    'We hold nothing about you',
    'We have looked for the address you wrote from, and find no account under it. If you signed in with another one, tell us which, or sign in: on /account/privacy you can do it yourself at once.',
  ],
  'refused-identity-not-shown': [
    'About your request',
    `We cannot tell that the account is yours, so we have not done what you asked: it could be somebody else who asks (GDPR 12(2) and 12(6)). Write from the address you sign in with, or sign in and do it yourself on /account/privacy.\n\n${complaint}`,
  ],
  'refused-unfounded-or-excessive': [
    'About your request',
    `You have asked for the same again and again, or for something that this right does not give, so we have not done it this time (GDPR 12(5)).\n\n${complaint}`,
  ],
  'refused-law-asks-to-keep': [
    'About your request',
    `What you ask us to erase is what a law asks us to keep (GDPR 17(3)). It is kept under a number that leads to nobody, and goes when its time is over; the times stand on /privacy.\n\n${complaint}`,
  ],
  'refused-rights-of-others': [
    'About your request',
    `A copy would show what is somebody else’s, so we cannot give it (GDPR 15(4)). Everything that is yours alone you can take along on /account/privacy.\n\n${complaint}`,
  ],
  'report-acted': [
    'Your report',
    'We have looked at what you reported and acted on it: what we can reach of it is gone, and the account it came from has been dealt with.',
  ],
  'report-nothing-here': [
    'Your report',
    'We have looked. What you reported is not held here: pictures made here are sealed to the session of whoever makes them, leave for their own device, and are gone from our server within hours. Where it stands, whoever runs that place can remove it; we can tell you how to write to them.',
  ],
  'report-no-breach': [
    'Your report',
    'We have looked at what you reported. It does not break our content policy, which stands on /content-policy. If there is something we did not see, answer to this mail.',
  ],
  'report-not-clear': [
    'Your report',
    'We have read your report and cannot tell from it what it is about. Tell us where the picture stands, or which account it is, and we look again at once.',
  ],
  'message-answered': ['Your message', 'Thank you for writing.'],
} as const satisfies Record<string, readonly [string, string]>

/** `more` is what only this one says, behind what all say. */
export function composeCaseLetter(
  kind: LetterKind,
  { brand, name, privacyEmail }: Sender,
  more?: string | undefined,
): CaseLetter {
  const [subject, text] = texts[kind]
  const from = privacyEmail === undefined ? name : `${name}\n${privacyEmail}`
  // What answers a message or a report is mailed under its own name.
  const isReply = kind.startsWith('report-') || kind.startsWith('message-')
  return {
    subject: isReply ? `${subject} to ${brand}` : `${subject} · ${brand}`,
    body: `Hello,\n\n${[text, ...(more === undefined ? [] : [more]), from].join('\n\n')}\n`,
  }
}
