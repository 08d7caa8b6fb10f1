import { ensureInstalled } from './ensure-installed.mjs'
import { runNode } from './run-node.mjs'

const [program, ...args] = process.argv.slice(2)
ensureInstalled()
runNode(program, args)
