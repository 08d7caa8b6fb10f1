export { checkFences, type Fence, findGrounds, findGroundsOf } from './check-fences.ts'
