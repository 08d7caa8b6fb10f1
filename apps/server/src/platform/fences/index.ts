export { checkFences, type Fence, findGrounds } from './check-fences.ts'
