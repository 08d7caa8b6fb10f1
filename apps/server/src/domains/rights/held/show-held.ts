import type { HeldView } from '#contract'
import { categories } from '#policies/categories.ts'
import { classWords } from '#policies/class-words.ts'
import { type InventoryTable } from '#policies/inventory-shape.ts'
import { tables } from '#policies/inventory.ts'
import { cookies, files, logFields } from '#policies/other-items.ts'
import { type Purpose, purposes } from '#policies/purposes.ts'
import { recipientClasses } from '#policies/recipients.ts'
import { type Retention, retentionSeconds } from '#policies/retention.ts'
import { listLasting } from '../lasting.ts'
import type { Person, RightsParts } from '../parts.ts'
import { countClasses, type HeldClass } from './held.store.ts'

type Shown = HeldView['classes'][number]

/** What is held of a person at this moment, class by class, straight from the store. Nothing is opened. */
export async function showHeld(
  { database, clock }: Pick<RightsParts, 'database' | 'clock'>,
  person: Person,
): Promise<HeldView> {
  const held = await countClasses(database, person)
  return {
    at: clock.now().toISOString(),
    classes: [...inOrder(held).map(showClass), ...uncounted()],
    lasting: listLasting(),
  }
}

const order = Object.keys(classWords)

/** As the words stand: from the account to what is made with it, and then the books. */
const inOrder = (held: readonly HeldClass[]) =>
  held.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name))

function showClass({ name, table, count, oldestAt, goneAt }: HeldClass): Shown {
  const { purpose, retention, subject, columns }: InventoryTable = tables[table]
  const named = [...new Set(Object.values(columns).map(({ category }) => category))]
  return {
    name,
    words: classWords[name].en,
    count,
    ...(oldestAt === null ? {} : { oldestAt: oldestAt.toISOString() }),
    ...(goneAt === null ? {} : { goneAt: goneAt.toISOString() }),
    ...showRetention(retention),
    isPseudonymous: subject === 'pseudonym',
    parts: named.map((category) => categories[category].sentence.en),
    ...showPurpose(purpose),
  }
}

function showRetention(retention: Retention): Pick<Shown, 'retention' | 'seconds'> {
  const seconds = Object.entries(retentionSeconds).find(([name]) => name === retention)?.[1]
  return { retention, ...(seconds === undefined ? {} : { seconds }) }
}

function showPurpose(name: Purpose): Pick<Shown, 'purpose' | 'recipients'> {
  const { sentence, because, gdpr, pipl, recipients } = purposes[name]
  return {
    purpose: { name, sentence: sentence.en, because: because.en, gdpr, pipl },
    recipients: recipients.map((recipient) => recipientClasses[recipient].sentence.en),
  }
}

/** What concerns a person and cannot be counted for one: it is named with the reason, not left out. */
function uncounted(): Shown[] {
  const signIn = tables.sign_ins
  return [
    {
      ...uncountedClass('sign_ins', 'A sign-in that is under way', signIn.retention, signIn.purpose),
      why: 'It is sealed to the browser that signs in: nobody can tell whose it is.',
      parts: [categories['sign-in-state'].sentence.en],
    },
    {
      ...uncountedClass(
        'cookie',
        'The cookie of this browser',
        cookies.session.retention,
        cookies.session.purpose,
      ),
      why: 'It lies in your browser, not here.',
      parts: [cookies.session.note],
    },
    {
      ...uncountedClass(
        'log',
        'Lines of the operator’s log',
        'operator-log',
        logFields.accountReference.purpose,
      ),
      why: 'They leave this program as they are written, under pseudonyms and random ids, and it cannot read them.',
      parts: Object.values(logFields).map(({ note }) => note),
    },
    {
      ...uncountedClass(
        'tombstone',
        'That your account was erased',
        files.tombstones.retention,
        files.tombstones.purpose,
      ),
      why: 'There is none while you have an account.',
      parts: [files.tombstones.note],
    },
  ]
}

function uncountedClass(
  name: string,
  words: string,
  retention: Retention,
  purpose: Purpose,
): Omit<Shown, 'why' | 'parts'> {
  return { name, words, isPseudonymous: true, ...showRetention(retention), ...showPurpose(purpose) }
}
