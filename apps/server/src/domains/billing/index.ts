export {
  type Balance,
  capture,
  findBalance,
  findingBalance,
  grantCredits,
  type Movement,
  release,
  reservation,
  type Settlement,
} from './credits.ts'
export { createBookSweep, forgetOwnBook } from './forget-books.ts'
