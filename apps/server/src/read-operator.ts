import { type Config, readSettingsText } from './config/index.ts'
import { type Operator, readOperatorFile, requireMailFacts, standIn } from './domains/policies/index.ts'

/**
 * Reads who runs this installation from the file that the configuration names; none, which only loopback may: the person
 * at this computer.
 *
 * @throws ConfigFaults with everything that is wrong in it
 */
export function readOperator({ operatorFile, mail }: Config): Operator {
  const operator =
    operatorFile === undefined ? standIn : readOperatorFile(readSettingsText('OPERATOR_FILE', operatorFile))
  return mail === undefined ? operator : { ...operator, ...requireMailFacts(operator) }
}
