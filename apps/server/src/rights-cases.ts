import { findAccountOfReference } from './domains/identity/index.ts'
import {
  type CaseSource,
  composeCaseLetter,
  type LetterKind,
  type PossibleAnswer,
  type Recorder,
  type Sender,
} from './domains/desk/index.ts'
import { refusalReasons } from '#contract'
import type { Rights, WaitingRequest } from './domains/rights/index.ts'
import { parseId } from './kernel/ids.ts'
import type { Database } from './platform/postgres/index.ts'

interface Parts {
  database: Database
  rights: Pick<Rights, 'letters'>
  sender: Sender
}

/** Uses of rights that came by mail or form, as cases of the operator's queue. */
export function createRightsCases({ database, rights, sender }: Parts): CaseSource {
  const { letters } = rights
  const find = async (text: string) => {
    const id = parseId('req', text)
    return id && letters.find(id)
  }
  return {
    kind: 'rights-request',
    async listOpen(limit) {
      return (await letters.list(limit)).map(toCase)
    },

    async show(id) {
      const request = await find(id)
      if (request === undefined) return undefined
      const { accountReference } = request
      const isThere =
        accountReference !== undefined &&
        (await findAccountOfReference(database, accountReference)) !== undefined
      return {
        ...toCase(request),
        facts: [
          ['Came by', request.channel === 'form' ? 'a form' : 'mail'],
          ['Account', isThere ? 'there is one' : 'none under this address, or it is gone'],
        ],
        answers: answersTo(request.kind, isThere, {
          sender,
          receipt: letters.tellReceipt(letters.receiptKeyOf(request.id)),
        }),
        hasWords: false,
        canExport: isThere && request.kind === 'export',
        canBeMailed: false,
      }
    },

    async answer(text, { outcome }, record) {
      const id = parseId('req', text)
      if (id === undefined) return { outcome: 'not-open' }
      const reason = refusalReasons.find((known) => outcome === `refused-${known}`)
      const answered =
        reason === undefined ? await letters.fulfil(id, record) : await letters.refuse({ id, reason }, record)
      if (answered.outcome === 'not-open') return { outcome: 'not-open' }
      if (answered.outcome !== 'done' || answered.receipt === undefined) return { outcome: 'answered' }
      const { receipt, receiptKey } = answered
      const how = receiptKey === undefined ? comesAlong : letters.tellReceipt(receiptKey)
      const letter = composeCaseLetter('erase-account-done', sender, how)
      const note = receiptKey === undefined ? keptNowhere : keptForKey
      return {
        outcome: 'answered',
        slip: { name: 'Receipt', note, text: `${JSON.stringify(receipt, null, 2)}\n`, letter },
      }
    },

    async makeExport(text, record: Recorder) {
      const id = parseId('req', text)
      return id && letters.exportFor(id, record)
    },
  }
}

const keptForKey =
  'It waits for whoever asked, sealed, under the key in the answer. You need not send it along.'
/** The person had begun it themselves, with a key of their own or without one. */
const keptNowhere = 'No copy is kept here. Save it now, and send it with the answer.'
const comesAlong = 'The receipt comes with this.'

const toCase = ({ id, kind, receivedAt, dueAt }: WaitingRequest) =>
  ({ kind: 'rights-request', id, about: kind, receivedAt, dueAt }) as const

const doing: Readonly<Partial<Record<WaitingRequest['kind'], Omit<PossibleAnswer, 'outcome' | 'letter'>>>> = {
  export: { words: 'The copy is given', effect: 'Make the copy first, and send it with this answer.' },
  object: {
    words: 'Switch both off',
    effect: 'Analytics and marketing are off for this account from now on.',
  },
  restrict: {
    words: 'Stop all use',
    effect: 'What is being made is cancelled; from then on only their rights are served.',
  },
  lift: { words: 'Lift the stop', effect: 'The account works as before.' },
  'erase-content': {
    words: 'Erase all content',
    effect: 'Every sitting of the account ends, its keys first. The account stays.',
    isFinal: true,
  },
  'erase-account': {
    words: 'Erase the account',
    effect:
      'Everything tied to it goes, its keys first; partners are asked to delete. The answer says where the receipt waits for whoever asked.',
    isFinal: true,
  },
}

function answersTo(
  kind: WaitingRequest['kind'],
  isThere: boolean,
  { sender, receipt }: { sender: Sender; receipt: string },
): PossibleAnswer[] {
  const letterOf = (letter: LetterKind) =>
    composeCaseLetter(letter, sender, letter === 'erase-account-done' ? receipt : undefined)
  const letters: Partial<Record<WaitingRequest['kind'], LetterKind>> = {
    export: 'export-done',
    object: 'object-done',
    restrict: 'restrict-done',
    lift: 'lift-done',
    'erase-content': 'erase-content-done',
    'erase-account': 'erase-account-done',
  }
  const words = doing[kind]
  const letter = letters[kind]
  const done: PossibleAnswer = isThere
    ? {
        ...(words ?? { words: 'It is done' }),
        outcome: 'done',
        ...(letter === undefined ? {} : { letter: letterOf(letter) }),
      }
    : { outcome: 'done', words: 'Nobody is found', letter: letterOf('not-found') }
  return [
    done,
    ...refusalReasons.map((reason) => ({
      outcome: `refused-${reason}`,
      words: refusing[reason],
      letter: letterOf(`refused-${reason}`),
    })),
  ]
}

const refusing = {
  'identity-not-shown': 'Refuse: nobody can tell that it is theirs',
  'unfounded-or-excessive': 'Refuse: again and again, or without ground',
  'law-asks-to-keep': 'Refuse: a law asks to keep it',
  'rights-of-others': 'Refuse: it would show what is somebody else’s',
} as const satisfies Record<(typeof refusalReasons)[number], string>
