import { speak } from '../messages.ts'
import { catalogue } from './en.catalogue.ts'

/** The sentence about signed-in browsers of this identity, in the reader's language. */
export const td = speak({ en: catalogue })
