import { speak } from '../messages.ts'
import { catalogue } from './en.catalogue.ts'

/** The sentence about the mask brush of this identity, in the reader's language. */
export const tm = speak({ en: catalogue })
