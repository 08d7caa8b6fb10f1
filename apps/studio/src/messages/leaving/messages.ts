import { speak } from '../messages.ts'
import { catalogue } from './en.catalogue.ts'

/** The sentence about signing out of this identity, in the reader's language. */
export const tl = speak({ en: catalogue })
