import { speak } from '../messages.ts'
import { catalogue } from './en.catalogue.ts'

/** The sentence about keys of this identity, in the reader's language. */
export const tk = speak({ en: catalogue })
