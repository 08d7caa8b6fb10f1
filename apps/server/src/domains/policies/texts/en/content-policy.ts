import type { DocumentText } from '../document-text.ts'

/** What can and cannot be made, and who checks. */
export const contentPolicy: DocumentText = {
  title: 'Content policy',
  description:
    'What can and cannot be made with {brand}, for each model partner, who checks it, and how to report an image.',
  lead: [
    'What can and cannot be made here, and who checks. Models refuse more than this page forbids, each in its own way.',
  ],
  sections: [
    {
      id: 'never',
      title: 'Never',
      promise: 'With no model and for no purpose:',
      paragraphs: [],
      points: [
        'Sexual content with minors, or with anyone who looks like one.',
        'Nude or sexual images of real people, and pictures that undress somebody.',
        'Deceiving images of real people that could harm them: false acts, false words, false documents.',
        'Instructions or designs for weapons that kill many, or for attacks.',
        'Praise of terror, and calls to violence or hatred against people for who they are.',
        'Images made to drive somebody to hurt themselves.',
        'Breaking the rights of others: their face, their marks, their works.',
      ],
    },
    {
      id: 'adult',
      title: 'Adult content',
      promise: 'This is no service for pornography.',
      paragraphs: [
        'Nudity in art, medicine and teaching is not forbidden by us; most models refuse it all the same.',
      ],
    },
    {
      id: 'who-checks',
      title: 'Who checks',
      promise:
        'The model’s own filters. There is no other screening before or after, by a machine or by a person.',
      paragraphs: [
        'We do not read what you send, and have no filter of our own in front of the partners. What a partner’s filters let pass is made. We say so because many services claim more than they do.',
        'Filters are wrong at times, in both directions. A refusal is not a verdict on you and is not counted against you.',
      ],
    },
    {
      id: 'by-partner',
      title: 'By partner',
      paragraphs: [],
      insert: 'partner-content',
    },
    {
      id: 'refusals',
      title: 'When something is refused',
      promise: 'It costs nothing, and you are told by whom, at which step, and in which category.',
      paragraphs: ['Change the words and ask again. These are the categories:'],
      insert: 'refusals',
    },
    {
      id: 'payments',
      title: 'What payment companies ask',
      promise: 'Nothing is sold here today. This is how far the demands on whoever sells images are met.',
      paragraphs: [],
      insert: 'payment-asks',
    },
    {
      id: 'report',
      title: 'Report an image, or appeal',
      paragraphs: [
        'An image of you that you did not agree to, or one that should not exist: [report it](/report), with where it can be seen. No account is needed. Reports of intimate images are dealt with before anything else, within {intimate-image}; other illegal images within {illegal-image}; anything else that breaks this page within {policy-breach}. You get a number, and see by it how far your report has got.',
        'If you think that a decision here was wrong, [write to us](/contact).',
        {
          when: 'operator',
          text: 'Images are not published here and are gone with the session that made them, so we can seldom delete one from our side. What we can do: end an account, tell a partner, and help you with whoever shows the image.',
        },
        {
          when: 'stand-in',
          text: 'Images made here are on this computer only. Whoever runs it is the one to ask.',
        },
      ],
    },
  ],
}
