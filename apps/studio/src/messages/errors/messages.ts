import { speak } from '../messages.ts'
import { catalogue } from './en.catalogue.ts'

/** The sentence for an error of this identity, in the reader's language. */
export const te = speak({ en: catalogue })
