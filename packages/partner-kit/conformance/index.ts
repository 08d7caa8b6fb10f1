export { anInput, aRequest } from './a-request.ts'
export { checkConformance, type Met, type Received, type Subject } from './check-conformance.ts'
export { type Expected, type FaultName, faultNames, partnerFaults } from './partner-faults.ts'
export { generous, type Ran, runOnce } from './run-once.ts'
