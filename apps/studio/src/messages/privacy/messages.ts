import { speak } from '../messages.ts'
import { catalogue } from './en.catalogue.ts'

/** The sentence about a person's data of this identity, in the reader's language. */
export const tp = speak({ en: catalogue })
