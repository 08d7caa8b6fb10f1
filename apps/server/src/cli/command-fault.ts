/** Why a command cannot go on, as one sentence for the person at the keyboard. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault'
}
