export { type Operator, standIn } from './operator.ts'
export { operatorFileJsonSchema } from './operator-file/operator-file-schema.ts'
export { readOperatorFile } from './operator-file/read-operator-file.ts'
export { createPolicies, type Policies } from './policies.ts'
