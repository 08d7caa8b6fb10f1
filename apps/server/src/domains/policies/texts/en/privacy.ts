import type { DocumentText } from '../document-text.ts'

/** What is done for security; also (g) of the record of processing. */
export const securityMeasures: readonly string[] = [
  'Connections are encrypted. A server that others reach does not start without TLS.',
  'Names and e-mail addresses are sealed in the database under a key that is not in it, and not in backups.',
  'No operator’s route, tool or query shows content. Logs, figures and errors are closed lists.',
  'Should something happen to data about you, the authority is told within {breach} where the law asks it, and you without delay where it matters to you.',
]

/** The privacy policy. Our own words; facts and figures come from the data that the program keeps to. */
export const privacy: DocumentText = {
  title: 'Privacy',
  description:
    'What {brand} knows about you, why, for how long, who else gets it, and what you can do about it.',
  lead: [
    'What {brand} knows about you, why, for how long, who else gets it, and what you can do about it. Every figure on this page is read from the place that the program itself reads: they cannot differ.',
    {
      when: 'stand-in',
      text: 'This installation runs on one computer and is operated by the person running this computer. Nobody else can reach it.',
    },
    'What of it was last shown to be so on this very installation, and when, stands under [Proof](/trust).',
  ],
  sections: [
    {
      id: 'who',
      title: 'Who answers for this',
      promise: { when: 'operator', text: '{operatorName}, {place}.' },
      paragraphs: [
        {
          when: 'stand-in',
          text: 'Operated by the person running this computer: whoever started the program is the one to ask. No operator’s file is configured, so no name can stand here.',
        },
        {
          when: 'operator',
          text: 'For anything about your data write to [{privacyEmail}](mailto:{privacyEmail}), or use the [form](/contact), which asks for no account. A weakness in the security is best told to [{securityEmail}](mailto:{securityEmail}).',
        },
      ],
      insert: 'operator',
    },
    {
      id: 'short',
      title: 'In short',
      promise: 'The server works on your pictures and forgets them. What lasts lies on your own device.',
      paragraphs: [],
      points: [
        'Your prompts and pictures are sealed under keys that only your own session opens. When it ends the keys are destroyed and nobody can read what is left, us included.',
        'Nothing is used for training: not by us, and not by any partner that is enabled here.',
        'Before anything leaves you see which partner gets it, where, and how long it keeps it. No partner here keeps anything longer than {partner}.',
        'There is no advertising, no tracking, no analytics of people, and no cookie but the necessary ones.',
        { when: 'signal', text: 'Your browser sends Global Privacy Control: honoured.' },
        'You can see, take along, correct, restrict and erase what is held about you.',
      ],
    },
    {
      id: 'content',
      title: 'Your prompts and pictures',
      promise:
        'They can be opened during your session only, and are gone at sign-out, after {vault-idle} without use, or after {vault-absolute}, whichever comes first.',
      paragraphs: [
        'Every prompt, upload, mask and image is encrypted before it is written, under a key pair whose private half is locked with the secret in your cookie. The server does not keep that secret. At the end the locked key is deleted first; the sealed bytes follow within {vault-bytes}.',
        'Nothing goes sooner without your doing: each image shows how long it is still held. One exception: once your browser says that it has an image safely on your device, the copy here is deleted.',
        'Your library is in your browser’s own storage. We have no copy and cannot bring one back.',
        'Metadata of your uploads (place, camera, names) is removed before they are stored. Marks that say how a picture was made are kept.',
      ],
    },
    {
      id: 'training',
      title: 'Training',
      promise: 'Nobody trains on your content.',
      paragraphs: [
        'We train no models and keep no collection of prompts or images from which one could. A partner that trains on what it is sent cannot be enabled: the program refuses to start with it.',
        'What we learn from are counts over everybody, such as how many generations failed. They contain no content and name nobody.',
      ],
    },
    {
      id: 'who-can-read',
      title: 'Who can read what, and when',
      promise:
        'While it works on your request the server can read it, and so can the partner you chose. After your session nobody here can.',
      paragraphs: [
        'This is not secret from the server: a picture cannot be drawn from words that nobody reads. We say plainly where the protection ends.',
      ],
      insert: 'readers',
    },
    {
      id: 'kept',
      title: 'Everything that is kept',
      promise:
        'What does not stand here is not stored: the program is not built if a stored field is missing from this list.',
      paragraphs: [
        {
          when: 'provider',
          text: 'From {signInProvider} we take your name, your verified e-mail address, its id for you, and the address of your picture if there is one. No password reaches us, and none of its tokens is stored.',
        },
        {
          when: 'demo',
          text: 'The demo sign-in asks for a name and an e-mail address and believes them. It stands in for a provider and runs on this computer only.',
        },
        'Of your network address the program uses the network it is of, as a code under a key that lives in memory and is another each day, to slow down floods of requests. Neither is written anywhere. Of your browser two words are kept, such as “Firefox on Linux”, for {device-family}.',
        {
          when: 'operator',
          text: 'The lines the server writes for its operator are kept for {logDays}. They hold codes, ids and durations from a closed list, never content, names or addresses.',
        },
        'No card data is ever taken: there is no field for it. Payments are not part of this service today.',
        'You have to give us what a sign-in gives and what you want drawn; without them the service cannot be had. Nothing else is asked.',
      ],
      insert: 'kept',
    },
    {
      id: 'letters',
      title: 'What you write to us',
      promise:
        'A message is deleted {answered-letter} after it is answered, and {unanswered-letter} after it came where it never is.',
      paragraphs: [
        'The forms for [messages](/contact) and [reports](/report) ask for no account. Your words, your name and your address are sealed in the database and opened for whoever answers. They are not tied to an account, also where you have one: they are found by the number you get, and that is why deleting an account leaves them to their own time.',
        'Messages about your data are answered within {answer}, others within {message}. Intimate images without consent are dealt with within {intimate-image}, other illegal images within {illegal-image}, accounts of children within {child-account}, any other breach within {policy-breach}. When half of that is over the operator is reminded.',
        'Of a report it is kept for {report-record} that there was one, of which kind, and what came of it; never its words.',
        'With its number you can delete what you wrote yourself, at once, on the page that says [how far it has got](/receipt): a message or an open report whole, of an answered report the words, your name and your address.',
      ],
    },
    {
      id: 'cookies',
      title: 'Cookies, and what your browser keeps',
      promise: 'Only what the service cannot do without, so there is nothing to consent to and no banner.',
      paragraphs: [],
      insert: 'cookies',
    },
    {
      id: 'device',
      title: 'On your device',
      promise: 'Your library stays with you, where our server cannot read it.',
      paragraphs: ['At sign-out you are asked whether this device should forget it too.'],
      insert: 'on-device',
    },
    {
      id: 'recipients',
      title: 'Who else receives something',
      promise: 'These, and nobody else. Nothing is sold, and nothing is shared for advertising.',
      paragraphs: [],
      insert: 'recipients',
    },
    {
      id: 'disclosed',
      title: 'What had to be disclosed',
      promise: 'Each request of an authority and each takeover is counted, also those that were refused.',
      paragraphs: [
        {
          when: 'operator',
          text: 'Since {countsSince}: {authorityRequests} requests of authorities answered with data, {businessTransfers} handovers of the service.',
        },
        { when: 'stand-in', text: 'Nobody but you runs this installation.' },
      ],
      insert: 'disclosed',
    },
    {
      id: 'partners',
      title: 'AI partners',
      promise: {
        when: 'partners',
        text: 'Only the partner whose model you choose receives your prompt and pictures. It never learns who you are.',
      },
      paragraphs: [
        {
          when: 'no-partners',
          text: 'No partner outside is enabled here. The built-in sketch draws inside this program: nothing leaves it.',
        },
        'A partner is enabled only when its terms are stated: kept {partner} at most, logs included; no training; nothing passed on but to processors that work for it, each named; evidence not older than {evidence}. Each send is written down for you before the first byte leaves: who, what kind of content, how much, under which terms, until when.',
        {
          when: 'partners',
          text: 'The request carries no name, no e-mail address, no file name and no id of yours. Under [Shared with](/account/shared) you see each send, and can ask for its deletion before the time is over: of one, of all at a partner, or of all. You are shown what is true: deleted, with the partner’s answer; never stored; over already; asked in writing; or not possible before a day.',
        },
      ],
      insert: 'partners',
    },
    {
      id: 'transfers',
      title: 'Other countries',
      promise: {
        when: 'staff-in-china',
        text: 'We work from China. Our people there can see account facts and the books; content they cannot read.',
      },
      paragraphs: [
        {
          when: 'staff-in-china',
          text: 'Looking at data from another country counts as sending it there. Name, e-mail address, credits and the ledger of sends can be seen from China by those who run the service. No page, tool or query shows them prompts or pictures, because the keys are not theirs.',
        },
        { when: 'transfers', text: 'Ground for these transfers: {transferMechanism}. Ask us for a copy.' },
        {
          when: 'stand-in',
          text: 'Everything stays on this computer, except what you send to a partner by choosing its model.',
        },
      ],
      insert: 'transfers',
    },
    {
      id: 'rights',
      title: 'Your rights',
      promise: 'They are everybody’s here, wherever you live, and cost nothing.',
      paragraphs: [
        'The program carries them out itself, at once, for whoever is signed in: [your account](/account/privacy) shows live what is held, class by class, with its end. An erasure gives you a signed receipt that says what stays, why and until when; the key to check it is in [privacy.json](/.well-known/privacy.json). What partners hold stands under [Shared with](/account/shared).',
        {
          when: 'operator',
          text: 'Or write to [{privacyEmail}](mailto:{privacyEmail}), or by the [form](/contact); you get an answer within {answer}. You may have somebody else ask for you. Whoever uses a right is treated no worse for it.',
        },
        'You may complain to the authority for data protection where you live or work, or where you think the law was broken.',
        'After your account is deleted the books and the ledger of sends stay for the times above, under a random name whose link to you is deleted with the account. They hold no free text.',
      ],
      insert: 'rights',
    },
    {
      id: 'signals',
      title: 'Signals of your browser',
      promise:
        'Global Privacy Control is honoured: with it nothing you do is counted and no news is sent to you, on any of your devices, until you switch it on yourself.',
      paragraphs: [
        {
          when: 'signal',
          text: 'Your browser sends Global Privacy Control: honoured. You need not do anything.',
        },
        'Nothing is sold or shared in the sense of Californian and similar laws, and there are no analytics of people, with the signal or without. We say so to programs too: [gpc.json](/.well-known/gpc.json).',
      ],
    },
    {
      id: 'children',
      title: 'Age',
      promise: 'Nobody under {minimumAge} may use this.',
      paragraphs: [
        'The age is asked at the first sign-in and is not stored: only the limit you passed is. The limit is the highest that any enabled partner asks, and never below {lowestAge}.',
        'If you know of an account of a child under {lowestAge}, [report it](/report), with the e-mail address it signs in with. It is deleted.',
      ],
    },
    {
      id: 'decisions',
      title: 'Decisions by machines',
      promise: 'None about you has a legal effect.',
      paragraphs: [
        'A model or a partner may refuse a request by its own filters. You are told that it did and in which category, and it costs nothing. It says nothing about you, and nothing is remembered of it beyond the record of that generation.',
      ],
    },
    {
      id: 'security',
      title: 'Security',
      promise: 'The best protection of what was yours is that it is no longer there.',
      paragraphs: [],
      points: securityMeasures,
    },
    {
      id: 'stricter',
      title: 'Where this is stricter than what you may have read',
      promise: 'Policies of services like this often say two things at once. Here the stricter one holds.',
      paragraphs: [],
      insert: 'stricter',
    },
    {
      id: 'changes',
      title: 'Changes',
      promise:
        'A change that allows more is published {notice} before it holds. One that is narrower holds at once.',
      paragraphs: [
        'When a purpose or a class of recipients is new you are shown what changed at your next sign-in, and go on only if you say so. Using the service is never taken for a yes.',
        'Each version is a state of the data that the program keeps to. What differs is computed, not retold.',
      ],
      insert: 'versions',
    },
    {
      id: 'machines',
      title: 'For machines',
      paragraphs: [
        'The same as data: [privacy.json](/.well-known/privacy.json) in the W3C’s Data Privacy Vocabulary, [partners.json](/.well-known/partners.json), [trust.json](/.well-known/trust.json), [gpc.json](/.well-known/gpc.json), [security.txt](/.well-known/security.txt). This policy is part of the [terms](/terms).',
      ],
    },
  ],
}
