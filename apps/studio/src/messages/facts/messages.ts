import { speak } from '../messages.ts'
import { catalogue } from './en.catalogue.ts'

/** The sentence about the facts of a picture of this identity, in the reader's language. */
export const tf = speak({ en: catalogue })
