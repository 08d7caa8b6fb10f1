import type { DocumentText } from '../document-text.ts'

/** The terms of service. */
export const terms: DocumentText = {
  title: 'Terms',
  description:
    'What {brand} does for you, what you may do with it, what it costs, and how either side ends it.',
  lead: [
    'The agreement between you and whoever runs {brand}. Short, because little is agreed. The [privacy policy](/privacy) and the [content policy](/content-policy) are part of it.',
    {
      when: 'stand-in',
      text: 'This installation is operated by the person running this computer. If that is you, these terms are with yourself.',
    },
  ],
  sections: [
    {
      id: 'service',
      title: 'The service',
      promise: 'You write what you want to see, a model draws it, you take it with you.',
      paragraphs: [
        'Images are made by machines, by the model you choose. They can be wrong, look like something that exists, or come out the same for somebody else.',
        'Nothing is stored for you here beyond your session: keep what you want to keep. What you did not save cannot be brought back.',
        'We try to be there always, and promise no hours. What was in work when something broke is not charged.',
      ],
    },
    {
      id: 'account',
      title: 'Your account',
      promise: 'For people of {minimumAge} and older; one person, one account.',
      paragraphs: [
        'Answer the question of age truthfully. Keep others out of your sign-in, and end sessions you do not know in [your account](/account).',
      ],
    },
    {
      id: 'yours',
      title: 'What is yours stays yours',
      promise: 'We claim no right in what you send or in what is made from it.',
      paragraphs: [
        'You let us, and the partner whose model you choose, process it for this one request. That permission ends with the request; it is no licence to keep, publish, or train.',
        'Send only what you may send. Pictures of other people need their consent.',
        'Whether a generated image can be owned differs by country. We promise no copyright in it, and that we claim none.',
      ],
    },
    {
      id: 'marks',
      title: 'Made by a machine, and says so',
      promise: 'Every image carries a mark in its file that it was made by a machine. Leave it there.',
      paragraphs: [
        'Some laws ask that you also say so where people see the image, and forbid removing marks. That duty is yours when you publish.',
      ],
    },
    {
      id: 'content',
      title: 'What may be made',
      paragraphs: [
        'See the [content policy](/content-policy). Whoever breaks it, breaks these terms. We can end an account for it; we cannot look into your session to find out.',
      ],
    },
    {
      id: 'credits',
      title: 'Credits and refunds',
      promise:
        'You pay for images you get. What fails, is refused or cancelled before it is drawn gives its credits back at once, by itself.',
      paragraphs: [
        'The price stands on the button before you press it. It is reserved when you ask, and taken image by image as they are finished.',
        'Credits are not sold here today, so there is no money to give back. Should they be, what you bought and have not used is paid back if you ask within {refund}, beyond whatever your law gives you.',
        'Credits cannot be passed on. What is left when you delete your account is gone with it; money paid for it is not, within the time above.',
      ],
    },
    {
      id: 'fair',
      title: 'Fair use',
      promise: 'Do not break it, flood it, or get round its limits.',
      paragraphs: [
        {
          when: 'operator',
          text: 'Looking for weaknesses in good faith is welcome: with your own account, without touching others, told to [{securityEmail}](mailto:{securityEmail}) first. Nobody is pursued for that.',
        },
      ],
    },
    {
      id: 'liability',
      title: 'If something goes wrong',
      promise:
        'We answer for what we do on purpose or by gross neglect, and wherever your law does not let us say otherwise.',
      paragraphs: [
        'Beyond that the service is as it is, and we answer for no more than you paid in the twelve months before. Rights you have as a consumer stay whole.',
      ],
    },
    {
      id: 'end',
      title: 'How it ends',
      promise: 'You can leave at any moment, without a reason.',
      paragraphs: [
        'We may end your account for a breach that matters, and say why; or close the service with {notice} notice. You can always take your data along first, except where a law forbids it.',
      ],
    },
    {
      id: 'changes',
      title: 'Changes',
      promise: 'Told {notice} before they hold. If you do not want them, leave before.',
      paragraphs: [
        'Using the service is not taken for agreeing to a change of what is done with your data: you are asked.',
      ],
    },
    {
      id: 'law',
      title: 'Law',
      promise: { when: 'operator', text: 'These terms are between you and {operatorName}, {place}.' },
      paragraphs: [
        { when: 'operator', text: 'Governing law: {governingLaw}.' },
        { when: 'stand-in', text: 'The law where this computer stands.' },
        'If one sentence here does not hold, the others do.',
      ],
    },
  ],
}
