import type { Catalogue } from '../catalogue-shape.ts'

/** Who can read what, and when. The technical form, with reasons and tests: docs/threat-model.md. */
export const readers: Catalogue['readers'] = {
  head: ['Who', 'During your session', 'After it'],
  rows: [
    { who: 'You, with your cookie', open: 'everything', over: 'what is on your device' },
    {
      who: 'The server, while it works on your request',
      open: 'what you send and open',
      over: 'nothing; traces in freed memory until it is used again',
    },
    {
      who: 'The partner you chose',
      open: 'the prompt and pictures sent to it',
      over: 'the same, as long as its terms say',
      when: 'partners',
    },
    {
      who: 'The operator, by any page, tool or query',
      open: 'ids, sizes, counts, times, model; name and e-mail address; what you write through the forms',
      over: 'the same, until their times are over',
    },
    {
      who: 'A thief of the disk, the database or a backup',
      open: 'ids, sizes, counts, times, model',
      over: 'the same; the bytes of content open nothing',
    },
    { who: 'A reader of logs and figures', open: 'codes, ids, durations', over: 'the same' },
    {
      who: 'Another user, another site, another partner',
      open: 'nothing',
      over: 'nothing',
    },
    {
      who: 'Somebody who watches the network',
      open: 'that you are here, and how much you send',
      over: 'nothing more',
      when: 'operator',
    },
    {
      who: 'A court, after the fact',
      open: 'account, books, ledger of sends',
      over: 'the same; there is no content to hand over',
    },
  ],
  notTitle: 'What this does not protect',
  not: [
    'Whoever controls the machine while you use it can read what you send meanwhile. So could whoever makes us run a changed program, from then on.',
    'Whoever has your cookie is you: malware, or somebody else at an open browser. End sessions in [your account](/account).',
    'A partner keeps to its terms or does not. We choose and check them by what they state and sign; we cannot look inside.',
    'Copies taken of your cookie and of our disk at the same time, during the session, open that session for good.',
    'Who puts a proxy or a delivery network with TLS in front of the server lets it read everything.',
  ],
}

/** Sentences as policies often have them, and what holds here. */
export const stricter: Catalogue['stricter'] = {
  head: ['Often said', 'What holds here'],
  rows: [
    {
      usual: 'Your content improves our models, and is not used for training',
      here: 'It is used for neither. The list of purposes above is closed, and training is not on it.',
    },
    {
      usual: 'Cached only for the duration of your session',
      here: 'A session that holds content ends after {vault-idle} without use and after {vault-absolute} at most; its keys go at once, its bytes within {vault-bytes}. Staying signed in longer holds no content.',
    },
    {
      usual: 'Stored temporarily, and may be deleted without notice',
      here: 'Each image shows how long it is held. It goes sooner only when you delete it or have it safely on your device.',
    },
    {
      usual: 'Partners keep your data up to 7 days',
      here: '{partner} is the most that is accepted, logs and abuse monitoring included, by the terms of our own account there. The true time of each stands above. Who states more, or nothing, is not enabled.',
    },
    {
      usual: 'Partners do not share your data',
      here: 'Whoever a partner passes content on to is named beside it, and in the ledger of each send.',
    },
    {
      usual: 'You can ask us for earlier deletion at partners',
      here: 'A button, in [your account](/account/shared). It says what the partner answered; where a partner cannot, the day on which it is gone stands instead of a promise.',
    },
    {
      usual: 'We only take basic profile information',
      here: 'Four things, named above, sealed. No token of the provider is stored.',
    },
    {
      usual: 'We delete your account and all your data',
      here: 'What stays is named, with reason and time: the books and the ledger of sends, under a name that leads to nobody.',
    },
    {
      usual: 'We automatically collect IP address, location and device information',
      here: 'No address and no location are stored. The device is two words, for {device-family}.',
    },
    {
      usual: 'Your data is encrypted',
      here: 'It says above who can read what, and when. The server and the partner read what they work on.',
    },
    {
      usual: 'Built-in safety makes other filters needless',
      here: 'Partners’ filters are all there is, and the [content policy](/content-policy) says so without calling it enough.',
    },
    {
      usual: 'Not intended for children under 13',
      here: 'The age is asked, and the limit here is {minimumAge}: the highest that any enabled partner asks.',
    },
    {
      usual: 'Using the service after a change means you accept it',
      here: 'You are told {notice} before, and asked at sign-in where a purpose or a class of recipients is new.',
    },
    {
      usual: 'International transfers have appropriate safeguards',
      here: 'Each country is named with the ground for sending something there.',
    },
    {
      usual: 'Deleted',
      here: 'The key is destroyed or the row is gone. There is no bin, and no mark that only hides it.',
    },
    {
      usual: 'This policy of the service as a whole',
      here: 'This page is made from the settings of this very installation: its partners, its operator, its figures.',
    },
  ],
}
