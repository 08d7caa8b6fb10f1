import { buildStudio } from './build-studio.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { runNode } from './run-node.mjs'
import { memorySettings, serverFlags } from './server-flags.mjs'

ensureInstalled()
buildStudio()
runNode('apps/server/src/main.ts', process.argv.slice(2), { flags: serverFlags, environment: memorySettings })
