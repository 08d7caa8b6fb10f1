export {
  type Balance,
  captureCredits,
  findBalance,
  grantCredits,
  type Movement,
  releaseCredits,
  reserveCredits,
} from './credits.ts'
export { createBookSweep, forgetOwnBook } from './forget-books.ts'
